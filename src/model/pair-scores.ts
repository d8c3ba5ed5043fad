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
  const expected = new Float64Array(table.width);
  let known = -1;
  for (let word = firstWord; word < endWord; word++) {
    const bucket = distanceBucket(word < cue.first ? word - cue.first : Math.max(0, word - cue.end + 1));
    if (bucket !== known) {
      const from = bucket * table.width;
      for (let i = 0; i < table.width; i++) expected[i] = (cue.pair[i] as number) + (table.distance[from + i] as number);
      known = bucket;
    }
    const row = rows[word - firstWord] as number;
    const place = (word - firstWord) * PAIR_LABELS;
    setHidden(out, place, table, expected, values, row + columns.pairToken);
    addLabels(out, place, cue.label, values, row + columns.pairTokenLabel);
    normalise(out, place);
  }
  return out;
}

/** Sets a word's five scores to bias + weight · relu(expected + word). */
function setHidden(
  out: Float32Array,
  place: number,
  { weight, bias }: PairTable,
  expected: Float64Array,
  values: Float32Array,
  from: number,
): void {
  let outside = bias[0] as number;
  let sourceFirst = bias[1] as number;
  let source = bias[2] as number;
  let contentFirst = bias[3] as number;
  let content = bias[4] as number;
  for (let i = 0; i < expected.length; i++) {
    const unit = (expected[i] as number) + (values[from + i] as number);
    if (unit <= 0) continue;
    const own = i * PAIR_LABELS;
    outside += (weight[own] as number) * unit;
    sourceFirst += (weight[own + 1] as number) * unit;
    source += (weight[own + 2] as number) * unit;
    contentFirst += (weight[own + 3] as number) * unit;
    content += (weight[own + 4] as number) * unit;
  }
  out[place] = outside;
  out[place + 1] = sourceFirst;
  out[place + 2] = source;
  out[place + 3] = contentFirst;
  out[place + 4] = content;
}

/** Adds, for each label, the product of the word's and the cue's vectors: five sums side by side, so that none waits for another. */
function addLabels(out: Float32Array, place: number, cue: Float64Array, values: Float32Array, from: number): void {
  const width = cue.length / PAIR_LABELS;
  const sourceFrom = from + width;
  const sourceInFrom = sourceFrom + width;
  const contentFrom = sourceInFrom + width;
  const contentInFrom = contentFrom + width;
  let outside = 0;
  let sourceFirst = 0;
  let source = 0;
  let contentFirst = 0;
  let content = 0;
  for (let i = 0; i < width; i++) {
    outside += (values[from + i] as number) * (cue[i] as number);
    sourceFirst += (values[sourceFrom + i] as number) * (cue[width + i] as number);
    source += (values[sourceInFrom + i] as number) * (cue[2 * width + i] as number);
    contentFirst += (values[contentFrom + i] as number) * (cue[3 * width + i] as number);
    content += (values[contentInFrom + i] as number) * (cue[4 * width + i] as number);
  }
  out[place] = (out[place] as number) + outside;
  out[place + 1] = (out[place + 1] as number) + sourceFirst;
  out[place + 2] = (out[place + 2] as number) + source;
  out[place + 3] = (out[place + 3] as number) + contentFirst;
  out[place + 4] = (out[place + 4] as number) + content;
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
