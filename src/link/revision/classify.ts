import type { ArticleRecord, RecordBlock } from "../../article/record.ts";
import { folded } from "../../text/folded-words.ts";
import { overlaps, type Span } from "../../text/span.ts";
import { DIFFERENCE_KINDS, type DifferenceKind } from "./difference.ts";
import type { EditToken } from "./tokens.ts";
import { isTypo } from "./typo.ts";

/** One side of a changed run of words. */
export interface Side {
  readonly record: ArticleRecord;
  readonly block: RecordBlock;
  readonly tokens: readonly EditToken[];
  /** Where the run stands; empty where this side has no words of it. */
  readonly span: Span;
}

/** What a changed run of words is an edit of, the weightiest first. */
export function classify(before: Side, after: Side, numberWords: ReadonlySet<string>): readonly DifferenceKind[] {
  const sides = [before, after];
  const words = [...before.tokens, ...after.tokens];
  const kinds = new Set<DifferenceKind>();
  const add = (kind: DifferenceKind, isSo: boolean): void => {
    if (isSo) kinds.add(kind);
  };
  const [mark, number] = [words.every(({ text }) => !/[\p{L}\p{N}]/u.test(text)), words.some(({ text }) => isNumber(text, numberWords))];
  const typo = !number && isTypo(before.tokens, after.tokens);
  add(
    "correction",
    sides.some(({ block }) => block.kind === "correction"),
  );
  add(
    "headline",
    sides.some(({ block }) => block.kind === "headline"),
  );
  add("quotation", !mark && sides.some(isQuoted));
  add("attribution", !mark && sides.some(isAttribution));
  add("number", number);
  add("name", !typo && sides.some(hasName));
  add("typo", typo || mark);
  if (kinds.size === 0) kinds.add("wording");
  return DIFFERENCE_KINDS.filter((kind) => kinds.has(kind));
}

const isNumber = (text: string, numberWords: ReadonlySet<string>): boolean => /\p{N}/u.test(text) || numberWords.has(folded(text));

/** Whether a run lies within quotation marks: in the content of a direct or mixed statement, or between marks of its block. */
function isQuoted({ record, block, span }: Side): boolean {
  const said = (record.statements ?? []).filter(({ kind }) => kind !== "indirect").flatMap(({ content }) => content);
  const inStatement = said.some((one) => touches(one, span) && /["“”]/.test(record.text.slice(one.start, one.end)));
  const before = record.text.slice(block.start, span.start);
  const [opens, closes] = [count(before, /“/g), count(before, /”/g)];
  return opens > closes || (opens + closes === 0 && count(before, /"/g) % 2 === 1) || (inStatement && !isBetweenQuotes(record, span));
}

/** Whether the marks around a run say that it is outside of them, as the words between two parts of a quotation are. */
function isBetweenQuotes({ text }: ArticleRecord, { start }: Span): boolean {
  const [open, close] = [text.lastIndexOf("“", start - 1), text.lastIndexOf("”", start - 1)];
  return close > open;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

function isAttribution({ record, span }: Side): boolean {
  return (record.statements ?? []).some(({ source, cue }) => [...source, ...cue].some((one) => touches(one, span)));
}

const touches = (one: Span, span: Span): boolean =>
  span.start === span.end ? one.start < span.start && span.start < one.end : overlaps(one, span);

/** A word with a capital that does not begin a sentence. */
function hasName({ record, tokens, block }: Side): boolean {
  return tokens.some(({ text, start }) => {
    if (!/^\p{Lu}/u.test(text) || text === "I") return false;
    const before = record.text.slice(block.start, start).trimEnd();
    return before !== "" && !/[.!?:“"'‘’”]$/u.test(before) && block.kind !== "headline";
  });
}
