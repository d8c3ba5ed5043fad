import { FLAGS, POLARITIES, STATEMENT_KINDS, type Statement } from "../../src/record/statement.ts";
import { contains, hull, type Span } from "../../src/text/span.ts";

/** Every law that the statements of `text` break, as sentences. */
export function broken(text: string, statements: readonly Statement[]): string[] {
  const ids = statements.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two statements are called ${id}`);
  return [...twice, ...statements.flatMap((statement) => brokenIn(text, statement, statements).map((what) => `${statement.id}: ${what}`))];
}

function brokenIn(text: string, statement: Statement, all: readonly Statement[]): string[] {
  const { source, cue, content } = statement;
  const roles = Object.entries({ source, cue, content });
  return [
    ...roles.flatMap(([role, spans]) => spans.flatMap((span) => wrongSpan(text, span).map((what) => `${role} ${what}`))),
    ...roles.flatMap(([role, spans]) => (isSorted(spans) ? [] : [`${role} is not sorted or overlaps itself: ${JSON.stringify(spans)}`])),
    ...(source.length + cue.length + content.length === 0 ? ["all roles are empty"] : []),
    ...wrongContext(text, statement),
    ...wrongWords(statement),
    ...wrongParent(statement, all),
  ];
}

function wrongContext(text: string, { channel, addressee, saidAt }: Statement): string[] {
  const spans = Object.entries({ channel, addressee, saidAt }).flatMap(([name, span]) => (span ? [[name, span] as const] : []));
  const { date = null, from = null, to = null } = saidAt ?? {};
  const fits =
    from === null || to === null ? from === to && date === null : from <= to && (date === null || (date === from && date === to));
  return [
    ...spans.flatMap(([name, span]) => wrongSpan(text, span).map((what) => `${name} ${what}`)),
    ...(fits ? [] : [`its days do not fit: ${date} in ${from} to ${to}`]),
  ];
}

function wrongSpan(text: string, { start, end }: Span): string[] {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length || start >= end)
    return [`is no span of the text: ${start}–${end} of ${text.length}`];
  const exact = text.slice(start, end);
  return [
    ...(splitsPair(text, start) || splitsPair(text, end) ? [`cuts a surrogate pair: ${start}–${end}`] : []),
    ...(/^\s|\s$/u.test(exact) ? [`has white space at an end: ${JSON.stringify(exact)}`] : []),
  ];
}

const splitsPair = (text: string, at: number): boolean =>
  /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));

const isSorted = (spans: readonly Span[]): boolean => spans.every(({ start }, index) => start >= (spans[index - 1]?.end ?? 0));

function wrongWords({ kind, polarity, flags, score }: Statement): string[] {
  return [
    ...(STATEMENT_KINDS.includes(kind) ? [] : [`unknown kind ${kind}`]),
    ...(POLARITIES.includes(polarity) ? [] : [`unknown polarity ${polarity}`]),
    ...flags.filter((flag) => !FLAGS.includes(flag)).map((flag) => `unknown flag ${flag}`),
    ...(new Set(flags).size === flags.length ? [] : [`a flag is given twice: ${flags.join(" ")}`]),
    ...(score >= 0 && score <= 1 ? [] : [`score ${score} is outside 0–1`]),
  ];
}

function wrongParent({ parent, source, cue, content, id }: Statement, all: readonly Statement[]): string[] {
  if (parent === null) return [];
  const around = all.find((other) => other.id === parent);
  if (around === undefined || parent === id) return [`its parent ${parent} is no other statement`];
  const [outer, inner] = [hull(around.content), hull([...source, ...cue, ...content])];
  return outer !== undefined && inner !== undefined && contains(outer, inner)
    ? []
    : [`does not lie in the content of its parent ${parent}`];
}
