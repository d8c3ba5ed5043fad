import { distanceBucket } from "./distance.ts";
import { PAIR_LABELS } from "./manifest.ts";
import type { WindowScores } from "./scores.ts";
import type { PairTable } from "./tables.ts";

/** What a cue looks for: the mean of its words' columns. */
export interface CueVector {
  readonly pair: Float64Array;
  /** 5 × n. */
  readonly label: Float64Array;
  /** The cue's words. */
  readonly first: number;
  readonly end: number;
}

/** The first columns of a word's pair vector, and of its 5 × n label vectors. */
export interface PairColumns {
  readonly pairToken: number;
  readonly pairTokenLabel: number;
}

/**
 * Probabilities of the five pair labels for each word of one window, given a cue.
 *
 * @returns words × 5, row-major
 */
export function pairProbabilities(table: PairTable, cue: CueVector, window: WindowScores, columns: PairColumns): Float32Array {
  const { firstWord, endWord, values, rows } = window;
  const out = new Float32Array((endWord - firstWord) * PAIR_LABELS);
  for (let word = firstWord; word < endWord; word++) {
    const away = word < cue.first ? word - cue.first : Math.max(0, word - cue.end + 1);
    const row = rows[word - firstWord] as number;
    const place = (word - firstWord) * PAIR_LABELS;
    addHidden(out, place, table, cue.pair, distanceBucket(away) * table.width, values, row + columns.pairToken);
    addLabels(out, place, cue.label, values, row + columns.pairTokenLabel);
    normalise(out, place);
  }
  return out;
}

/** Sets a word's five scores to bias + weight · relu(cue + word + distance). */
function addHidden(
  out: Float32Array,
  place: number,
  { width, weight, distance, bias }: PairTable,
  cue: Float64Array,
  bucket: number,
  values: Float32Array,
  from: number,
): void {
  let outside = bias[0] as number;
  let sourceFirst = bias[1] as number;
  let source = bias[2] as number;
  let contentFirst = bias[3] as number;
  let content = bias[4] as number;
  for (let i = 0, w = 0; i < width; i++, w += PAIR_LABELS) {
    const unit = Math.max(0, (cue[i] as number) + (values[from + i] as number) + (distance[bucket + i] as number));
    outside += (weight[w] as number) * unit;
    sourceFirst += (weight[w + 1] as number) * unit;
    source += (weight[w + 2] as number) * unit;
    contentFirst += (weight[w + 3] as number) * unit;
    content += (weight[w + 4] as number) * unit;
  }
  out[place] = outside;
  out[place + 1] = sourceFirst;
  out[place + 2] = source;
  out[place + 3] = contentFirst;
  out[place + 4] = content;
}

/** Adds, for each label, the product of the word's and the cue's vectors. */
function addLabels(out: Float32Array, place: number, cue: Float64Array, values: Float32Array, from: number): void {
  const width = cue.length / PAIR_LABELS;
  for (let label = 0, i = 0; label < PAIR_LABELS; label++) {
    let score = 0;
    for (const end = i + width; i < end; i++) score += (values[from + i] as number) * (cue[i] as number);
    out[place + label] = (out[place + label] as number) + score;
  }
}

function normalise(scores: Float32Array, from: number): void {
  let highest = scores[from] as number;
  for (let at = from + 1; at < from + PAIR_LABELS; at++) if ((scores[at] as number) > highest) highest = scores[at] as number;
  let total = 0;
  for (let at = from; at < from + PAIR_LABELS; at++) {
    const value = Math.exp((scores[at] as number) - highest);
    scores[at] = value;
    total += value;
  }
  for (let at = from; at < from + PAIR_LABELS; at++) scores[at] = (scores[at] as number) / total;
}
