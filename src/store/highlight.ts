import type { Span } from "../text/span.ts";

/** Marks that both databases put around hits: control characters, since no extracted text has them. */
export const HIT_OPENS = "\u0001";
export const HIT_CLOSES = "\u0002";

const MARKS = new RegExp(`([${HIT_OPENS}${HIT_CLOSES}])`);

/** Where `text` was marked; nothing when the marked text is not the same, mark for mark. */
export function highlightsOf(marked: string | undefined, text: string): readonly Span[] {
  const highlights: Span[] = [];
  let at = 0;
  let opened: number | undefined;
  for (const piece of (marked ?? "").split(MARKS)) {
    if (piece === HIT_OPENS) opened = at;
    else if (piece !== HIT_CLOSES) at += piece.length;
    else if (opened !== undefined) {
      if (at > opened) highlights.push({ start: opened, end: at });
      opened = undefined;
    }
  }
  return at === text.length ? highlights : [];
}

/** UTF-16 units of an excerpt, about two lines, and of what stands before the first hit. */
const EXCERPT_UNITS = 160;
const BEFORE_UNITS = 40;

/** Some words of a text around its first hit, or its first words, with the hits in them. */
export function excerptOf(text: string, highlights: readonly Span[]): { readonly excerpt: string; readonly highlights: readonly Span[] } {
  const first = highlights[0]?.start ?? 0;
  const from = first <= BEFORE_UNITS ? 0 : wordStart(text, first - BEFORE_UNITS, first);
  const to = from + EXCERPT_UNITS >= text.length ? text.length : wordEnd(text, from + EXCERPT_UNITS, from);
  const [opens, closes] = [from === 0 ? "" : "…", to === text.length ? "" : "…"];
  const shift = opens.length - from;
  return {
    excerpt: `${opens}${text.slice(from, to)}${closes}`,
    highlights: highlights.filter(({ end }) => end <= to).map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

/** The first beginning of a word from `at` on, at most at `limit`. */
function wordStart(text: string, at: number, limit: number): number {
  const space = text.slice(at, limit).search(/\s/);
  return space < 0 ? limit : at + space + 1;
}

/** The last end of a word up to `at`, or `at` where the word is that long. */
function wordEnd(text: string, at: number, from: number): number {
  const [, words = ""] = /^(.*\S)\s/s.exec(text.slice(from, at)) ?? [];
  return words === "" ? at : from + words.length;
}
