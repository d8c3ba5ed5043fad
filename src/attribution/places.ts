import type { Block } from "../article/block.ts";
import { contains, overlaps, type Span } from "../text/span.ts";
import { firstEndingAfter, spanAt, spansOver } from "../text/span-search.ts";
import type { Draft, Scene } from "./draft.ts";
import type { Quotation } from "./quotation.ts";

/** Everything that a draft covers, in no order. */
export const spansOf = (draft: Draft): readonly Span[] => [...draft.source, ...draft.cue, ...draft.content];

/** The paragraph (or headline, caption, …) that a place lies in. */
export const paragraphAt = ({ paragraphs }: Scene, at: number): Span | undefined => spanAt(paragraphs, at);

/** The number of the paragraph that a place lies in, or of the first behind it. */
export const paragraphNumber = ({ paragraphs }: Scene, at: number): number => firstEndingAfter(paragraphs, at);

/** The paragraphs that share a unit with a place, in order. */
export const paragraphsOver = ({ paragraphs }: Scene, place: Span): readonly Span[] => spansOver(paragraphs, place);

/** The sentence that a place lies in. */
export const sentenceAt = ({ article }: Scene, at: number): Span | undefined => spanAt(article.layers.sentences, at);

/** The first sentence that shares a unit with a span. */
export function sentenceOver({ article }: Scene, span: Span): Span | undefined {
  const sentence = article.layers.sentences[firstEndingAfter(article.layers.sentences, span.start)];
  return sentence !== undefined && overlaps(sentence, span) ? sentence : undefined;
}

/** The quotations that share a unit with any of some places, in order, each once. */
export function quotationsOver({ quotations, quotationIndex }: Scene, places: readonly Span[]): Quotation[] {
  const numbers = new Set(places.flatMap((place) => quotationIndex.touching(place)));
  return [...numbers].sort((a, b) => a - b).flatMap((number) => quotations[number] ?? []);
}

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
