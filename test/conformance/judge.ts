import type { Statement } from "../../src/record/statement.ts";
import { contains, type Span } from "../../src/text/span.ts";
import { type Case, CIRCUMSTANCES, type ExpectedRole, type ExpectedStatement, ROLES, type Role } from "./read-cases.ts";

/**
 * What is wrong with the statements found in a case's text, as sentences; empty when the case passes.
 *
 * Roles are compared by words, so quotation marks, punctuation and white space never decide: source and
 * content must be the same words, the cue must share a word with the expected one.
 */
export function judge({ text, expected, strict }: Case, found: readonly Statement[]): string[] {
  const words = wordsOf(text);
  const taken = new Set<Statement>();
  const matched = expected.map((statement) => {
    const match = matchOf(
      words,
      statement,
      found.filter((candidate) => !taken.has(candidate)),
    );
    if (match !== undefined) taken.add(match);
    return match;
  });
  const wrong = expected.flatMap((statement, index) => {
    const match = matched[index];
    if (match === undefined) return statement.optional ? [] : [`missing: ${shownExpected(text, statement)}`];
    return [
      ...differences(statement, match, statement.parent === undefined ? undefined : matched[statement.parent]),
      ...otherCircumstances(text, statement, match),
    ];
  });
  const surplus = found.filter((statement) => !taken.has(statement) && (statement.parent === null || strict));
  return [...wrong, ...surplus.map((statement) => `not expected: ${shown(text, statement)}`)];
}

interface Word extends Span {}

/** A word as `score-attribution` counts it: a run of letters and digits with inner apostrophes. */
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
const wordsOf = (text: string): Word[] =>
  Array.from(text.matchAll(WORD), (match) => ({ start: match.index, end: match.index + match[0].length }));

/** The words and, where there are none (a colon or a dash as cue), the characters that the spans touch. */
function touched(words: readonly Word[], spans: readonly Span[]): ReadonlySet<string> {
  const indices = spans.flatMap((span) => words.flatMap((word, i) => (word.start < span.end && word.end > span.start ? [`w${i}`] : [])));
  if (indices.length > 0) return new Set(indices);
  return new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => `c${start + i}`)));
}

function agrees(words: readonly Word[], role: Role, expected: ExpectedRole, spans: readonly Span[]): boolean {
  if (expected === undefined) return true;
  const is = touched(words, spans);
  return expected.some((alternative) => {
    const should = touched(words, alternative);
    if (should.size === 0 || is.size === 0) return should.size === is.size;
    return role === "cue" ? !should.isDisjointFrom(is) : should.size === is.size && should.isSubsetOf(is);
  });
}

/** The statement that agrees in every role; rather one at the expected level, in somebody's words or not, and an optional one only there. */
function matchOf(words: readonly Word[], expected: ExpectedStatement, found: readonly Statement[]): Statement | undefined {
  const agreeing = found.filter((statement) => ROLES.every((role) => agrees(words, role, expected.roles[role], statement[role])));
  const atLevel = agreeing.find((statement) => (statement.parent === null) === (expected.parent === undefined));
  return atLevel ?? (expected.optional ? undefined : agreeing[0]);
}

function differences(expected: ExpectedStatement, found: Statement, parent: Statement | undefined): string[] {
  const wrong: string[] = [];
  const compare = (field: string, should: string | undefined, is: string): void => {
    if (should !== undefined && should !== is) wrong.push(`${found.id}: ${field} is ${is}, expected ${should}`);
  };
  compare("kind", expected.kind, found.kind);
  compare("polarity", expected.polarity, found.polarity);
  compare(
    "flags",
    expected.flags === undefined ? undefined : [...expected.flags].sort().join(" ") || "none",
    [...found.flags].sort().join(" ") || "none",
  );
  const names = (all: readonly string[]): string => all.join(" + ") || "(none)";
  compare("speaker", expected.speakers && names(expected.speakers), names((found.speakers ?? []).map(({ name }) => name)));
  compare("parent", expected.parent === undefined ? "none" : (parent?.id ?? "a statement that was not found"), found.parent ?? "none");
  return wrong;
}

/** Where channel, addressee or time are other words; those that lie in the expected ones, or around them, will do. */
function otherCircumstances(text: string, { circumstances }: ExpectedStatement, found: Statement): string[] {
  return CIRCUMSTANCES.flatMap((field) => {
    const [should, is] = [circumstances[field], found[field] ?? null];
    if (should === undefined) return [];
    const agree = should === null || is === null ? should === is : contains(should, is) || contains(is, should);
    const words = (span: Span | null): string => joined(text, span === null ? [] : [span]);
    return agree ? [] : [`${found.id}: ${field} is <${words(is)}>, expected <${words(should)}>`];
  });
}

const joined = (text: string, spans: readonly Span[]): string =>
  spans.map(({ start, end }) => text.slice(start, end)).join(" … ") || "(none)";

const shown = (text: string, statement: Statement): string =>
  `${statement.kind} ${statement.polarity} ${ROLES.map((role) => `${role} <${joined(text, statement[role])}>`).join(" ")}`;

const shownExpected = (text: string, { kind, polarity, roles }: ExpectedStatement): string =>
  [kind, polarity, ...ROLES.map((role) => `${role} <${roles[role] === undefined ? "any" : joined(text, roles[role]?.[0] ?? [])}>`)]
    .filter((part) => part !== undefined)
    .join(" ");
