import type { Span } from "../text/span.ts";

/** The bit of a word's feature that says that it begins a line. */
export const LINE_START = 1;

/**
 * The number that tells the model how a word is written, read from the original text:
 * (shape × 4 + quote) × 2 + break. Shape: 1 lower, 2 Capitalised, 3 UPPER, 4 mixed, 5 with a digit, 6 no
 * letter or digit. Quote: 0 outside, 1 inside, 2 opening, 3 closing. Break: first word, or after a line end.
 */
export function wordFeatures(text: string, words: readonly Span[]): { first: Uint8Array; rest: Uint8Array } {
  const first = new Uint8Array(words.length);
  const rest = new Uint8Array(words.length);
  let inside = false;
  let before = 0;
  words.forEach(({ start, end }, index) => {
    const gap = text.slice(before, start);
    const lineEnd = index === 0 || gap.includes("\n");
    if (lineEnd) inside = false;
    const word = text.slice(start, end);
    let quote = inside ? 1 : 0;
    const opens = OPENING.includes(word) || (word === '"' && !inside);
    const closes = CLOSING.includes(word) || (word === '"' && inside);
    if (opens || closes) {
      quote = opens ? 2 : 3;
      inside = opens;
    }
    rest[index] = (shapeOf(word) * 4 + quote) * 2;
    first[index] = (rest[index] ?? 0) + (lineEnd ? 1 : 0);
    before = end;
  });
  return { first, rest };
}

const OPENING = ["“", "«", "„"];
const CLOSING = ["”", "»"];

function shapeOf(word: string): number {
  if (/\p{N}/u.test(word)) return 5;
  if (!/\p{L}/u.test(word)) return 6;
  if (word === word.toLowerCase()) return 1;
  if (word === word.toUpperCase()) return word.length === 1 ? SINGLE_CAPITAL : 3;
  return /^\p{Lu}[^\p{Lu}]*$/u.test(word) ? 2 : 4;
}

const SINGLE_CAPITAL = 2;
