import type { Span } from "../text/span.ts";

/** The kinds of blocks of an article, as in a newsroom; docs/glossary.md has a heading for each. */
export const BLOCK_KINDS = [
  "headline",
  "standfirst",
  "byline",
  "contributor",
  "dateline",
  "paragraph",
  "subheading",
  "list-item",
  "pull-quote",
  "caption",
  "credit",
  "post",
  "correction",
  "boilerplate",
  "repeat",
] as const;

export type BlockKind = (typeof BLOCK_KINDS)[number];

/**
 * One block of an article's text; blocks may overlap, since a dateline lies inside its paragraph.
 *
 * `repeat` marks text given as text that prints an earlier block once more, `boilerplate` text
 * that is not the article's; both are kept because a text given as text is never edited.
 */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** For `repeat`: the index of the block that is printed again. */
  readonly repeats?: number;
}
