import type { Span } from "../../text/span.ts";

/** A word, a number with its separators, or a mark. */
export interface EditToken extends Span {
  readonly text: string;
}

/** The tokens of a text between two offsets. Numbers keep their separators, so that 1,200 and 12,000 are one change. */
export function editTokens(text: string, { start, end }: Span): readonly EditToken[] {
  return Array.from(
    text.slice(start, end).matchAll(/\p{N}+(?:[.,:/-]\p{N}+)*|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\p{N}]/gu),
    (match) => ({
      start: start + match.index,
      end: start + match.index + match[0].length,
      text: match[0].replace(/[‘’]/g, "'").replace(/[“”]/g, '"'),
    }),
  );
}
