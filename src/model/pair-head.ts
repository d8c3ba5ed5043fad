import { SaysoError } from "../errors.ts";

/** The small tables that score how much a cue claims a word as its source or content. */
export interface PairHead {
  /** 40 × width. */
  readonly distance: Float32Array;
  /** 5 × width. */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly width: number;
}

/** Labels of a pair: outside, source begins, source, content begins, content. */
export const PAIR_LABELS = 5;
/** Buckets of distance before and after a cue. */
const BUCKETS = 20;

/**
 * Reads the tables from their JSON.
 *
 * @throws SaysoError E_MANIFEST when they are not JSON or their shapes do not fit.
 */
export function readPairHead(json: string): PairHead {
  const tables = parse(json);
  const width = tables.distance.shape[1] ?? 0;
  if (tables.distance.shape[0] !== 2 * BUCKETS || tables.out.shape.join() !== `${PAIR_LABELS},${width}`)
    throw new SaysoError("E_MANIFEST", "the pair head's tables do not have the expected shapes");
  return {
    distance: Float32Array.from(tables.distance.data),
    weight: Float32Array.from(tables.out.weight),
    bias: Float32Array.from(tables.out.bias),
    width,
  };
}

interface Tables {
  readonly distance: { readonly shape: readonly number[]; readonly data: readonly number[] };
  readonly out: { readonly shape: readonly number[]; readonly weight: readonly number[]; readonly bias: readonly number[] };
}

function parse(json: string): Tables {
  try {
    return JSON.parse(json) as Tables;
  } catch (cause) {
    throw new SaysoError("E_MANIFEST", "the pair head's tables are not valid JSON", { cause });
  }
}

/** The row of `distance` for a word that many words before (negative), inside (0) or after a cue. */
export function distanceBucket(words: number): number {
  const away = Math.abs(words);
  const near = away <= 8 ? away : 8 + Math.min(10, Math.floor(2 * Math.log2(away / 8)) + 1);
  const bucket = Math.min(near, BUCKETS - 1);
  return words < 0 ? BUCKETS - 1 - bucket : BUCKETS + bucket;
}

/** What a cue looks for: the mean of its words' columns. */
export interface CueVector {
  readonly pair: Float32Array;
  /** 5 × n. */
  readonly label: Float32Array;
}

/** Where the columns of a window's words lie. */
export interface PairRows {
  /** Words × width, row-major. */
  readonly values: Float32Array;
  readonly width: number;
  /** First column of a word's pair vector, and of its 5 × n label vectors. */
  readonly pair: number;
  readonly label: number;
}

/**
 * Probabilities of the five pair labels for each word of one window, given a cue.
 *
 * @returns words × 5, row-major
 */
export function pairProbabilities(
  head: PairHead,
  cue: CueVector,
  words: number,
  distanceOf: (word: number) => number,
  rows: PairRows,
): Float32Array {
  const out = new Float32Array(words * PAIR_LABELS);
  for (let word = 0; word < words; word++) {
    addHidden(out, word, head, cue, distanceBucket(distanceOf(word)) * head.width, rows);
    addLabels(out, word, head, cue, rows);
    let highest = Number.NEGATIVE_INFINITY;
    for (let l = 0; l < PAIR_LABELS; l++) highest = Math.max(highest, at(out, word * PAIR_LABELS + l));
    normalise(out, word * PAIR_LABELS, highest);
  }
  return out;
}

/** Sets a word's five scores to weight · relu(cue + word + distance). */
function addHidden(out: Float32Array, word: number, head: PairHead, cue: CueVector, distance: number, rows: PairRows): void {
  const { width, weight } = head;
  const from = word * rows.width + rows.pair;
  let [outside, sourceFirst, source, contentFirst, content] = [0, 0, 0, 0, 0];
  for (let i = 0; i < width; i++) {
    const unit = Math.max(0, at(cue.pair, i) + at(rows.values, from + i) + at(head.distance, distance + i));

    outside += at(weight, i) * unit;
    sourceFirst += at(weight, width + i) * unit;
    source += at(weight, 2 * width + i) * unit;
    contentFirst += at(weight, 3 * width + i) * unit;
    content += at(weight, 4 * width + i) * unit;
  }
  out.set([outside, sourceFirst, source, contentFirst, content], word * PAIR_LABELS);
}

/** Adds the bias and, for each label, the product of the word's and the cue's vectors. */
function addLabels(out: Float32Array, word: number, head: PairHead, cue: CueVector, rows: PairRows): void {
  const n = cue.label.length / PAIR_LABELS;
  const from = word * rows.width + rows.label;
  for (let l = 0; l < PAIR_LABELS; l++) {
    let score = at(head.bias, l) + at(out, word * PAIR_LABELS + l);
    for (let i = l * n; i < (l + 1) * n; i++) score += at(rows.values, from + i) * at(cue.label, i);
    out[word * PAIR_LABELS + l] = score;
  }
}

function normalise(scores: Float32Array, from: number, highest: number): void {
  let total = 0;
  for (let l = 0; l < PAIR_LABELS; l++) {
    const value = Math.exp(at(scores, from + l) - highest);
    scores[from + l] = value;
    total += value;
  }
  for (let l = 0; l < PAIR_LABELS; l++) scores[from + l] = at(scores, from + l) / total;
}

/** An element that is known to exist. */
const at = (array: Float32Array, index: number): number => array[index] as number;
