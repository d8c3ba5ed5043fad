import type { BlockKind } from "../../article/block.ts";
import type { RecordSpan } from "../../article/record.ts";

/**
 * What an edit is an edit of, the weightiest first: a correction note, words in quotation, who is said to have said
 * something, a number, a name, a headline, a whole statement, a whole block, other words, a typing mistake, a move.
 */
export const DIFFERENCE_KINDS = [
  "correction",
  "quotation",
  "attribution",
  "number",
  "name",
  "headline",
  "statement",
  "block",
  "wording",
  "typo",
  "move",
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One edit between two revisions of an article. */
export interface Difference {
  /** All that it is an edit of, the weightiest first; never empty. */
  readonly kinds: readonly DifferenceKind[];
  readonly change: "added" | "removed" | "changed";
  /** The kind of the block that it lies in. */
  readonly block: BlockKind;
  /** `null` for what was added; the span lies in the earlier text. */
  readonly before: RecordSpan | null;
  /** `null` for what was removed; the span lies in the later text. */
  readonly after: RecordSpan | null;
}

/** Kinds that a reader who wants to know what was changed in substance may leave out. */
export const MINOR_KINDS: ReadonlySet<DifferenceKind> = new Set(["typo", "move"]);
