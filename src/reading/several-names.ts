import { type Span, slice } from "../text/span.ts";

/** What tells two names beside each other from one. */
export interface NameBorders {
  /** States, provinces and countries, and codes of them, in lower case. */
  readonly regions: ReadonlySet<string>;
  readonly regionCodes: ReadonlySet<string>;
  /** What makes one name with a region behind it, in lower case. */
  readonly regionJoins: ReadonlySet<string>;
}

/** A place is its own name, without a comma, behind that of its town: "Miramar California" is two places, "Lake Ontario" is one. */
export function placesIn(text: string, span: Span, { regions, regionCodes, regionJoins }: NameBorders): readonly Span[] {
  const words = wordsIn(text, span);
  for (let size = Math.min(LONGEST_REGION, words.length - 1); size > 0; size--) {
    const region = { start: (words.at(-size) as Span).start, end: span.end };
    const town = { start: span.start, end: (words.at(-size - 1) as Span).end };
    const written = slice(text, region).replace(/\s+/gu, " ");
    const isRegion = regions.has(written.toLowerCase()) || (regionCodes.has(written.toLowerCase()) && /^\p{Lu}/u.test(written));
    if (!isRegion) continue;
    const isTown =
      !regionJoins.has(slice(text, words.at(-size - 1) as Span).toLowerCase()) && !regions.has(slice(text, span).toLowerCase());
    return isTown ? [town, region] : [span];
  }
  return [span];
}

/** Words of the longest region ("papua new guinea"). */
const LONGEST_REGION = 3;

const wordsIn = (text: string, span: Span): readonly Span[] =>
  Array.from(slice(text, span).matchAll(/\S+/gu), ({ index, 0: word }) => ({
    start: span.start + index,
    end: span.start + index + word.length,
  }));
