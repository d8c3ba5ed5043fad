import { SaysoError } from "../errors.ts";
import type { Span } from "../text/span.ts";
import type { ReaderManifest } from "./manifest.ts";
import { highestOf, type ScoredText } from "./scores.ts";

/** Some tokens of a sentence. */
export interface TokenSpan extends Span {
  /** The first word that begins in the token; −1 where none does, as in the "not" of "cannot". */
  readonly anchor: number;
}

/** What the labels of `split` say of a word. */
export interface SplitLabels {
  /** 1 where a token begins with the word. */
  readonly begins: Uint8Array;
  /** How many code points before the word's end another token begins; 0 for none. */
  readonly cuts: Uint8Array;
}

/** Reads the labels of `split`: `B` or `I`, and a number of code points. */
export function splitLabels({ labels }: Pick<ReaderManifest, "labels">): SplitLabels {
  const cuts = labels.split.map((label) => Number(label.slice(1)));
  if (cuts.some((cut) => cut > 255)) throw new SaysoError("E_MANIFEST", "labels.split has a cut of more than 255 characters");
  return { begins: Uint8Array.from(labels.split, (label) => (label.startsWith("B") ? 1 : 0)), cuts: Uint8Array.from(cuts) };
}

/**
 * The tokens of a sentence, its words `first` to `end`. A sentence's first word and a word behind a gap always begin one.
 *
 * @param column the first column of `split`
 */
export function splitTokens(
  text: string,
  words: readonly Span[],
  first: number,
  end: number,
  scored: ScoredText,
  column: number,
  labels: SplitLabels,
): TokenSpan[] {
  const tokens: TokenSpan[] = [];
  let start = -1;
  let anchor = -1;
  for (let word = first; word < end; word++) {
    const { start: wordStart, end: wordEnd } = words[word] as Span;
    const before = word === first ? -1 : (words[word - 1] as Span).end;
    const window = scored.windowOf(word);
    const label = highestOf(window.values, (window.rows[word - window.firstWord] as number) + column, labels.begins.length);
    if (labels.begins[label] === 1 || wordStart !== before) {
      if (start >= 0) tokens.push({ start, end: before, anchor });
      [start, anchor] = [wordStart, word];
    } else if (anchor < 0) anchor = word;
    const cut = backwards(text, wordStart, wordEnd, labels.cuts[label] as number);
    if (cut <= wordStart || cut >= wordEnd) continue;
    tokens.push({ start, end: cut, anchor });
    [start, anchor] = [cut, -1];
  }
  if (start >= 0) tokens.push({ start, end: (words[end - 1] as Span).end, anchor });
  return tokens;
}

/** So many code points before an end; the end itself for none. */
function backwards(text: string, start: number, end: number, codePoints: number): number {
  let at = end;
  for (let left = codePoints; left > 0 && at > start; left--) at -= at - start > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
