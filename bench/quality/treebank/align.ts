import type { Span } from "../../../src/text/span.ts";
import type { ParsedWord } from "./parse.ts";

/** A word with its place counted in characters that are no white space; that of a contraction's part is the contraction's. */
export interface PlacedWord extends Span {
  readonly form: string;
  readonly isPart: boolean;
}

/** The words of one side, placed. */
export function placed(words: readonly ParsedWord[], solid: Uint32Array): PlacedWord[] {
  return words.map(({ start, end, within, form }) => {
    const span = within ?? { start, end };
    return { start: solid[span.start] ?? 0, end: solid[span.end] ?? 0, form: form.toLowerCase(), isPart: within != null };
  });
}

/**
 * Which word of ours is which of the gold words, as the evaluation of the CoNLL 2018 shared task has it: words with the
 * same place; where either side has a contraction, the longest common subsequence of the forms inside it.
 *
 * @returns for each of our words the number of its gold word, or −1
 */
export function alignWords(gold: readonly PlacedWord[], ours: readonly PlacedWord[]): Int32Array {
  const goldOf = new Int32Array(ours.length).fill(-1);
  let [g, o] = [0, 0];
  while (g < gold.length && o < ours.length) {
    const [theirs, own] = [gold[g] as PlacedWord, ours[o] as PlacedWord];
    if (theirs.isPart || own.isPart) {
      const region = regionAt(gold, ours, g, o);
      alignInside(gold, ours, region, goldOf);
      [g, o] = [region.goldEnd, region.oursEnd];
    } else if (theirs.start === own.start && theirs.end === own.end) goldOf[o++] = g++;
    else if (theirs.start <= own.start) g++;
    else o++;
  }
  return goldOf;
}

interface Region {
  readonly gold: number;
  readonly goldEnd: number;
  readonly ours: number;
  readonly oursEnd: number;
}

/** The smallest stretch from here on that cuts through no contraction of either side. */
function regionAt(gold: readonly PlacedWord[], ours: readonly PlacedWord[], g: number, o: number): Region {
  const [theirs, own] = [gold[g] as PlacedWord, ours[o] as PlacedWord];
  let end = theirs.isPart ? theirs.end : own.end;
  const start = {
    gold: !theirs.isPart && theirs.start < own.start ? g + 1 : g,
    ours: theirs.isPart && !own.isPart && own.start < theirs.start ? o + 1 : o,
  };
  let [goldEnd, oursEnd] = [start.gold, start.ours];
  while (!isBeyond(gold[goldEnd], end) || !isBeyond(ours[oursEnd], end)) {
    const [nextGold, nextOurs] = [gold[goldEnd], ours[oursEnd]];
    const takesGold = nextGold !== undefined && (nextOurs === undefined || nextGold.start <= nextOurs.start);
    const taken = takesGold ? nextGold : nextOurs;
    if (taken?.isPart === true) end = Math.max(end, taken.end);
    if (takesGold) goldEnd++;
    else oursEnd++;
  }
  return { gold: start.gold, goldEnd, ours: start.ours, oursEnd };
}

const isBeyond = (word: PlacedWord | undefined, end: number): boolean =>
  word === undefined || (word.isPart ? word.start >= end : word.end > end);

function alignInside(gold: readonly PlacedWord[], ours: readonly PlacedWord[], region: Region, goldOf: Int32Array): void {
  const [rows, columns] = [region.goldEnd - region.gold, region.oursEnd - region.ours];
  const isSame = (g: number, o: number): boolean => gold[region.gold + g]?.form === ours[region.ours + o]?.form;
  const longest = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const at = (g: number, o: number): number => longest[g]?.[o] ?? 0;
  for (let g = rows - 1; g >= 0; g--)
    for (let o = columns - 1; o >= 0; o--)
      (longest[g] as Uint32Array)[o] = Math.max(isSame(g, o) ? 1 + at(g + 1, o + 1) : 0, at(g + 1, o), at(g, o + 1));
  for (let g = 0, o = 0; g < rows && o < columns; )
    if (isSame(g, o)) goldOf[region.ours + o++] = region.gold + g++;
    else if (at(g, o) === at(g + 1, o)) g++;
    else o++;
}
