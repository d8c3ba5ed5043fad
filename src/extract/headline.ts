import type { PlacedBlock } from "./regions.ts";

/** Share of words that a headline has in common with what the page calls itself. */
const WORDS_SHARED = 0.6;

/**
 * The block that is the article's headline: the heading, or else any short block, whose words are most like what the
 * page calls itself; `undefined` when nothing is.
 */
export function findHeadline(placed: readonly PlacedBlock[], titles: readonly string[]): PlacedBlock | undefined {
  const wanted = titles.map((title) => wordSet(title)).filter((words) => words.size > 0);
  let best: { block: PlacedBlock; score: number } | undefined;
  for (const one of placed) {
    const isFirst = one.roles.includes("headline");
    const heading = /^h[1-6]$/u.test(one.block.element.tag) || isFirst;
    if (one.block.text.length > LONGEST_HEADLINE || (one.out !== undefined && !heading)) continue;
    const words = wordSet(one.block.text);
    const like = Math.max(0, ...wanted.map((title) => likeness(words, title)));
    if (like < WORDS_SHARED) continue;
    const score =
      like + (heading ? HEADING_BONUS : 0) + (isFirst ? HEADING_BONUS : 0) - (one.block.hidden ? 1 : 0) - (one.linkShare > 0.9 ? 0.1 : 0);
    if (best === undefined || score > best.score) best = { block: one, score };
  }
  return (
    best?.block ??
    placed.find((one) => one.roles.includes("headline") && one.out === undefined && one.block.text.length <= LONGEST_HEADLINE)
  );
}

/** UTF-16 units above which a block is no headline. */
const LONGEST_HEADLINE = 300;
/** What being a heading, and being the first kind of heading, counts against shared words. */
const HEADING_BONUS = 0.15;

/** Share of words in common, in [0, 1]: twice the shared ones by all of both texts. */
export function likeness(words: ReadonlySet<string>, title: ReadonlySet<string>): number {
  if (words.size === 0) return 0;
  const shared = [...words].filter((word) => title.has(word)).length;
  return (2 * shared) / (words.size + title.size);
}

/** The words of a text, in small letters. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
