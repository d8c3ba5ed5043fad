import { type Span, slice } from "../text/span.ts";
import { firstEndingAfter } from "../text/span-search.ts";
import type { Scene } from "./draft.ts";
import { inFrame, isCue } from "./knowledge.ts";

/** A source is seldom longer, in words. */
const MOST_WORDS = 10;
/** Words and punctuation that are looked at for a noun phrase: its words with a mark behind each, and the words around it. */
const MOST_SEEN = 3 * MOST_WORDS;

/**
 * The plain noun phrase that begins at `from`: words up to punctuation, a word that ends noun phrases
 * (`np-stop` in frame.tsv) or a cue verb, but on over "of" and over "and" between names.
 */
export function nounPhraseAfter(scene: Scene, from: number, to: number): Span | undefined {
  const words = wordsAfter(scene, from, to);
  if (words[0] === undefined || scene.text.slice(from, words[0].start).trim() !== "") return undefined;
  let last = -1;
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1];
    if (index >= MOST_WORDS || (previous !== undefined && !isGap(scene.text, previous, word.start))) break;
    const form = slice(scene.text, word);
    const next = words[index + 1];
    if (form === "and" && next !== undefined && /^\p{Lu}/u.test(slice(scene.text, next))) continue;
    if (stops(scene, form, index)) break;
    last = index;
  }
  const end = words[last];
  return end === undefined ? undefined : { start: words[0].start, end: end.end };
}

/** The plain noun phrase that ends right before `to`, not reaching back beyond `from`. */
export function nounPhraseBefore(scene: Scene, from: number, to: number): Span | undefined {
  const words = wordsBefore(scene, from, to);
  let first = -1;
  for (let index = words.length - 1; index >= 0 && words.length - index <= MOST_WORDS; index--) {
    const word = words[index] as Span;
    const next = words[index + 1];
    if (!isGap(scene.text, word, next?.start ?? to)) break;
    if (stops(scene, slice(scene.text, word), 1)) break;
    first = index;
  }
  const [start, end] = [words[first], words.at(-1)];
  return start === undefined || end === undefined ? undefined : { start: start.start, end: end.end };
}

/** White space, a hyphen or an apostrophe; or the stop of a title ("Gen. Osman"). */
const isGap = (text: string, word: Span, end: number): boolean =>
  /^[\s'’-]*$/u.test(text.slice(word.end, end)) ||
  (/^\.\s$/.test(text.slice(word.end, end)) && /^\p{Lu}\p{Ll}{1,3}$/u.test(slice(text, word)));

function stops(scene: Scene, form: string, index: number): boolean {
  const lower = form.toLowerCase();
  if (lower === "of") return index === 0;
  if (inFrame(scene.knowledge, "np-stop", lower)) return true;
  return (
    index > 0 && /^\p{Ll}/u.test(form) && isCue(scene.knowledge, lower, "say", "manner", "believe", "deny") && !/(?:s|ing)$/u.test(lower)
  );
}

/** The first words that lie within a range, punctuation left out. */
function wordsAfter({ text, article }: Scene, from: number, to: number): readonly Span[] {
  const { words } = article.layers;
  const first = firstStartingAt(words, from);
  return words.slice(first, first + MOST_SEEN).filter((word) => word.end <= to && isWord(slice(text, word)));
}

/** The last words that lie within a range, punctuation left out. */
function wordsBefore({ text, article }: Scene, from: number, to: number): readonly Span[] {
  const { words } = article.layers;
  const end = firstEndingAfter(words, to);
  return words.slice(Math.max(0, end - MOST_SEEN), end).filter((word) => word.start >= from && isWord(slice(text, word)));
}

const isWord = (form: string): boolean => /[\p{L}\p{N}]/u.test(form);

/** The number of the first word that starts at a place or behind it. */
function firstStartingAt(words: readonly Span[], at: number): number {
  const number = firstEndingAfter(words, at);
  return (words[number]?.start ?? at) < at ? number + 1 : number;
}
