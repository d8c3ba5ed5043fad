import type { ErrorCode } from "../errors.ts";
import type { Addressee } from "../record/context.ts";
import { bySpan, contains, hull, type Span, slice } from "../text/span.ts";
import { articleDigest } from "./digest.ts";
import type { ArticleRecord, RecordEntity, RecordMention, RecordStatement, RecordTime } from "./record.ts";

/** One thing that is wrong with a record. */
export interface Finding {
  readonly code: ErrorCode;
  /** The field, such as `statements[3].content[0].exact`. */
  readonly path: string;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
}

/**
 * Everything in a record that does not follow from its own text: spans out of bounds or order, characters that
 * the text does not show, ids given twice, parents that are missing or do not contain their child, a digest that
 * does not fit. Empty when all is well. The record must already have the schema's form.
 */
export function checkRecord(record: ArticleRecord): readonly Finding[] {
  return [
    ...checkDigest(record),
    ...checkExact(record, record.text, ""),
    ...record.blocks.flatMap((block, index) => checkBounds(record.text, block, `blocks[${index}]`)),
    ...checkStarts(record.blocks, "blocks"),
    ...record.blocks.flatMap(({ repeats }, index) =>
      repeats === undefined || (repeats < record.blocks.length && repeats !== index)
        ? []
        : [{ code: "E_SPAN" as const, path: `blocks[${index}].repeats`, message: "there is no such other block", found: String(repeats) }],
    ),
    ...checkOrigin(record),
    ...checkStatements(record.statements ?? [], record.text),
    ...checkMentions(record.mentions ?? [], record.text),
    ...checkTimes(record.times ?? [], record.text),
    ...checkEntities(record),
  ];
}

function checkDigest(record: ArticleRecord): Finding[] {
  const expected = articleDigest(record.meta.url, record.text);
  if (record.digest === expected) return [];
  return [{ code: "E_DIGEST", path: "digest", message: "the digest does not fit meta.url and text", expected, found: record.digest }];
}

/** Levels of a record that are looked through; ours has 5. */
const DEEPEST = 64;

/** Every object anywhere in the record that has `start`, `end` and `exact` must show what the text shows. */
function checkExact(value: unknown, text: string, path: string, depth = 0): Finding[] {
  if (typeof value !== "object" || value === null) return [];
  if (depth > DEEPEST) return [{ code: "E_SCHEMA", path: path.slice(0, 80), message: `nested deeper than ${DEEPEST} levels` }];
  const below = (item: unknown, step: string): Finding[] => checkExact(item, text, `${path}${step}`, depth + 1);
  if (Array.isArray(value)) return value.flatMap((item, index) => below(item, `[${index}]`));
  const inner = Object.entries(value).flatMap(([key, item]) => below(item, path === "" ? key : `.${key}`));
  if (!isShown(value)) return inner;
  const outside = checkBounds(text, value, path);
  if (outside.length > 0) return [...outside, ...inner];
  const expected = slice(text, value);
  if (expected === value.exact) return inner;
  return [{ code: "E_SPAN", path: `${path}.exact`, message: "the text shows other characters", expected, found: value.exact }, ...inner];
}

function isShown(value: object): value is Span & { exact: string } {
  const { start, end, exact } = value as Partial<Record<string, unknown>>;
  return typeof start === "number" && typeof end === "number" && typeof exact === "string";
}

function checkBounds(text: string, span: Span, path: string): Finding[] {
  if (0 <= span.start && span.start < span.end && span.end <= text.length) return [];
  const expected = `0 <= start < end <= ${text.length}`;
  return [{ code: "E_SPAN", path, message: "the span is empty or lies outside the text", expected, found: `${span.start} to ${span.end}` }];
}

function checkStarts(spans: readonly Span[], path: string): Finding[] {
  return spans.flatMap((span, index) => {
    const before = spans[index - 1];
    if (before === undefined || before.start <= span.start) return [];
    const expected = `at least ${before.start}`;
    return [
      { code: "E_SPAN", path: `${path}[${index}].start`, message: "the spans are not in order", expected, found: String(span.start) },
    ];
  });
}

function checkOrigin({ origin = [], text }: ArticleRecord): Finding[] {
  return origin.flatMap((run, index) =>
    run.from <= run.to
      ? checkBounds(text, run, `origin[${index}]`)
      : [{ ...backwards, path: `origin[${index}]`, found: `${run.from} to ${run.to}` }],
  );
}
const backwards = { code: "E_SPAN", message: "the run of the page ends before it begins", expected: "from <= to" } as const;

function checkStatements(statements: readonly RecordStatement[], text: string): Finding[] {
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  const seen = new Set<string>();
  return statements.flatMap((statement, index) => {
    const path = `statements[${index}]`;
    const twice = seen.has(statement.id);
    seen.add(statement.id);
    return [
      ...(twice ? [finding(`${path}.id`, "the id is given twice", statement.id)] : []),
      ...(spansOf(statement).length === 0 ? [finding(path, "the statement has neither source nor cue nor content", statement.id)] : []),
      ...PARTS.flatMap((part) => [...checkStarts(statement[part], `${path}.${part}`), ...checkApart(statement[part], `${path}.${part}`)]),
      ...checkParent(statement, byId, path),
      ...checkSame(statement, byId, path),
      ...PARTS.flatMap((part) => checkUnits(statement[part], text, `${path}.${part}`)),
      ...ONES.flatMap((one) => (statement[one] ? checkUnits([statement[one]], text, `${path}.${one}`) : [])),
      ...(statement.saidAt ? checkDays(statement.saidAt, `${path}.saidAt`) : []),
    ];
  });
}

const PARTS = ["source", "cue", "content"] as const;
const ONES = ["channel", "addressee", "saidAt"] as const;
const spansOf = (statement: RecordStatement): readonly Span[] => PARTS.flatMap((part) => statement[part]);
const finding = (path: string, message: string, found: string): Finding => ({ code: "E_SPAN", path, message, found });

function checkApart(spans: readonly Span[], path: string): Finding[] {
  return spans.flatMap((span, index) => {
    const before = spans[index - 1];
    if (before === undefined || before.end <= span.start || before.start > span.start) return [];
    return [finding(`${path}[${index}]`, "the span overlaps the one before it", `${span.start} to ${span.end}`)];
  });
}

function checkParent(statement: RecordStatement, byId: ReadonlyMap<string, RecordStatement>, path: string): Finding[] {
  if (statement.parent === null) return [];
  const parent = byId.get(statement.parent);
  if (parent === undefined) return [finding(`${path}.parent`, "there is no statement with this id", statement.parent)];
  if (isOwnAncestor(statement, byId)) return [finding(`${path}.parent`, "the statement lies in itself", statement.parent)];
  const outer = hull(parent.content);
  const outside = spansOf(statement).some((span) => outer === undefined || !contains(outer, span));
  return outside ? [finding(`${path}.parent`, "the parent's content does not contain the statement", statement.parent)] : [];
}

/** The same saying is told by other statements of the record, and each of them says so too. */
function checkSame({ id, same = [] }: RecordStatement, byId: ReadonlyMap<string, RecordStatement>, path: string): Finding[] {
  return same.flatMap((one, index) => {
    const other = byId.get(one);
    if (other === undefined || one === id) return [finding(`${path}.same[${index}]`, "there is no other statement with this id", one)];
    return other.same?.includes(id) === true
      ? []
      : [finding(`${path}.same[${index}]`, "the other statement does not say the same of this one", one)];
  });
}

function isOwnAncestor(statement: RecordStatement, byId: ReadonlyMap<string, RecordStatement>): boolean {
  const seen = new Set<string>();
  let next: RecordStatement | undefined = statement;
  while (next?.parent != null && !seen.has(next.id)) {
    seen.add(next.id);
    next = byId.get(next.parent);
  }
  return next?.id === statement.id && next.parent !== null;
}

/** Mentions are in order, the longer first where two begin together. */
function checkMentions(mentions: readonly RecordMention[], text: string): Finding[] {
  const misplaced = mentions.flatMap((mention, index) => {
    const before = mentions[index - 1];
    if (before === undefined || bySpan(before, mention) <= 0) return [];
    return [finding(`mentions[${index}]`, "the mentions are not in order, the longer first", `${mention.start} to ${mention.end}`)];
  });
  return [...misplaced, ...checkUnits(mentions, text, "mentions")];
}

/** Times are in order, side by side. */
function checkTimes(times: readonly RecordTime[], text: string): Finding[] {
  return [
    ...checkStarts(times, "times"),
    ...checkApart(times, "times"),
    ...checkUnits(times, text, "times"),
    ...times.flatMap((time, index) => checkDays(time, `times[${index}]`)),
  ];
}

/** The first day is not behind the last, and one day alone is told as such. */
function checkDays({ date, from, to }: Pick<RecordTime, "date" | "from" | "to">, path: string): Finding[] {
  const fits =
    from === null || to === null ? from === to && date === null : from <= to && (date === null || (date === from && date === to));
  return fits ? [] : [{ code: "E_SCHEMA", path, message: "the days do not fit each other", found: `${date} in ${from} to ${to}` }];
}

/** Entities have ids of their own and mentions in order; speakers and candidates are entities; evidence ends at a mention of the speaker. */
function checkEntities({ entities = [], statements = [], text }: ArticleRecord): Finding[] {
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const known = entities.flatMap((entity, index) => [
    ...(byId.get(entity.id) === entity ? [] : [finding(`entities[${index}].id`, "the id is given twice", entity.id)]),
    ...[...(["mentions", "roles"] as const)].flatMap((part) => [
      ...checkStarts(entity[part], `entities[${index}].${part}`),
      ...checkUnits(entity[part], text, `entities[${index}].${part}`),
    ]),
  ]);
  const told = statements.flatMap(({ speakers = [], candidates = [], addressee }, index) => [
    ...(addressee ? checkAddressee(addressee, byId, `statements[${index}].addressee`) : []),
    ...speakers.flatMap(({ entity, evidence }, at) => {
      const path = `statements[${index}].speakers[${at}]`;
      if (entity === null) return [];
      const found = byId.get(entity);
      if (found === undefined) return [finding(`${path}.entity`, "there is no entity with this id", entity)];
      const last = evidence.at(-1);
      if (last === undefined || found.mentions.some(({ start, end }) => start === last.start && end === last.end)) return [];
      return [finding(`${path}.evidence`, "the evidence does not end at a mention of the entity", `${last.start} to ${last.end}`)];
    }),
    ...candidates.flatMap(({ entity }, at) =>
      byId.has(entity) ? [] : [finding(`statements[${index}].candidates[${at}].entity`, "there is no entity with this id", entity)],
    ),
  ]);
  return [...known, ...told];
}

/** The entity exists, and one of its mentions lies in the words. */
function checkAddressee({ entity, start, end }: Addressee, byId: ReadonlyMap<string, RecordEntity>, path: string): Finding[] {
  if (entity === null) return [];
  const found = byId.get(entity);
  if (found === undefined) return [finding(`${path}.entity`, "there is no entity with this id", entity)];
  const isMentioned = found.mentions.some((mention) => start <= mention.start && mention.end <= end);
  return isMentioned ? [] : [finding(path, "the words do not mention the entity", `${start} to ${end}`)];
}

/** A span that cuts a surrogate pair cannot be told in any unit but UTF-16, and is not a character of the text. */
function checkUnits(spans: readonly Span[], text: string, path: string): Finding[] {
  const cut = (offset: number): boolean => /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
  return spans.flatMap(({ start, end }, index) =>
    cut(start) || cut(end) ? [finding(`${path}[${index}]`, "the span cuts a character in two", `${start} to ${end}`)] : [],
  );
}
