import type { Span } from "./span.ts";

/** A word of a text as it is compared: without regard to case, accents and marks. */
export interface FoldedWord extends Span {
  readonly word: string;
}

/** The runs of letters and digits of a text, with their spans; "don’t" and "don't" are both "don" and "t". */
export function foldedWords(text: string): readonly FoldedWord[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}\p{M}]+/gu), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    word: folded(match[0]),
  }));
}

/** A word without case, accents and compatibility forms. */
export const folded = (word: string): string => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
