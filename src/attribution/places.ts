import type { Block } from "../article/block.ts";
import { contains, overlaps, type Span } from "../text/span.ts";
import type { Draft, Scene } from "./draft.ts";

/** Everything that a draft covers, in no order. */
export const spansOf = (draft: Draft): readonly Span[] => [...draft.source, ...draft.cue, ...draft.content];

/** Whether any span of any draft touches a place. */
export const isTaken = (drafts: readonly Draft[], place: Span): boolean =>
  drafts.some((draft) => spansOf(draft).some((span) => overlaps(span, place)));

/** The paragraph (or headline, caption, …) that a place lies in. */
export const paragraphAt = ({ paragraphs }: Scene, at: number): Span | undefined => {
  let low = 0;
  let high = paragraphs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const paragraph = paragraphs[middle] as Span;
    if (paragraph.end <= at) low = middle + 1;
    else if (paragraph.start > at) high = middle - 1;
    else return paragraph;
  }
  return undefined;
};

/** The sentence that a place lies in. */
export const sentenceAt = ({ article }: Scene, at: number): Span | undefined => {
  const { sentences } = article.layers;
  let low = 0;
  let high = sentences.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const sentence = sentences[middle] as Span;
    if (sentence.end <= at) low = middle + 1;
    else if (sentence.start > at) high = middle - 1;
    else return sentence;
  }
  return undefined;
};

/** The span of a regular expression's named group, in units of the whole text; needs the `d` flag. */
export function groupSpan(match: RegExpMatchArray, group: string, offset: number): Span | undefined {
  const range = match.indices?.groups?.[group];
  return range === undefined ? undefined : { start: offset + range[0], end: offset + range[1] };
}

/** Blocks that are not inside another: paragraphs, headlines, captions; a dateline lies inside its paragraph. */
export function outerBlocks(blocks: readonly Block[]): readonly Block[] {
  const outer: Block[] = [];
  for (const block of [...blocks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = outer.at(-1);
    if (last === undefined || !contains(last, block)) outer.push(block);
  }
  return outer;
}
