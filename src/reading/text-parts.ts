import type { Span } from "../text/span.ts";

/** A text cut at line ends into parts of at most `most` units; one without line ends is cut at a space, else anywhere but in a character. */
export function textParts(text: string, most: number): Span[] {
  const parts: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const inPair = /[\udc00-\udfff]/.test(text.charAt(start + most));
    const limit = start + most - (inPair ? 1 : 0);
    const cuts = [text.lastIndexOf("\n", limit), text.lastIndexOf(" ", limit)].filter((cut) => cut > start);
    const end = limit >= text.length ? text.length : (cuts[0] ?? limit) + (cuts.length > 0 ? 1 : 0);
    parts.push({ start, end });
    start = end;
  }
  return parts;
}
