import type { ReaderManifest } from "./manifest.ts";
import { LABELS } from "./manifest.ts";
import { type CueVector, PAIR_LABELS, type PairHead, pairProbabilities } from "./pair-head.ts";
import { bestLabels, type LabelledRun, runsOf } from "./viterbi.ts";
import { bestWindows, type Window } from "./windows.ts";

/** What the model gave for one text: for each window one row of columns a word. */
export interface WindowScores extends Window {
  /** Rows of `width` columns, one a word of the window. */
  readonly rows: Float32Array;
  readonly width: number;
}

/** A run of words with the mean probability that the model gave to its labels. */
export interface MarkedRun extends LabelledRun {
  readonly score: number;
}

/** Runs that belong together. */
export interface MarkedGroup {
  readonly cue: MarkedRun | undefined;
  readonly sources: readonly MarkedRun[];
  readonly contents: readonly MarkedRun[];
}

const COUNT = LABELS.length;
const [O, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT] = [0, 1, 2, 3, 4, 5, 6] as const;
/** The label of a word that a pair label stands for. */
const WORD_LABEL = [O, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT] as const;
const PAIR_LABEL_NAMES = WORD_LABEL.map((label) => LABELS[label]);
/** Stands for a probability of nought, so that logarithms stay finite. */
const LEAST = 1e-6;

/**
 * Decodes one text: cues first, then the spans that each cue claims (two-step decoding of the model card).
 * A source or content that no cue claims is a group of its own.
 */
export function decode(windows: readonly WindowScores[], words: number, head: PairHead, manifest: ReaderManifest): MarkedGroup[] {
  if (words === 0) return [];
  const scores = new Scores(windows, words, manifest);
  const tags = scores.tags();
  for (let word = 0; word < words; word++) tags[word * COUNT + B_CUE] = at(tags, word * COUNT + B_CUE) + manifest.decoding.cueBias;
  const cues = runsOf(bestLabels(tags, LABELS), LABELS).filter((run) => run.role === "cue");
  const claims = cues.map((cue) => scores.claim(cue, head));
  const joined = joinClaims(tags, cues, claims, words, manifest.decoding.pairWeight);
  const runs = runsOf(bestLabels(joined, LABELS), LABELS).map((run) => ({ ...run, score: scores.probability(run) }));
  return link(
    cues.map((cue) => ({ ...cue, score: scores.probability(cue) })),
    claims,
    runs,
    manifest,
  );
}

/** Pair probabilities of one cue for the words of its window. */
interface Claim extends Window {
  readonly probabilities: Float32Array;
}

class Scores {
  readonly #windows: readonly WindowScores[];
  readonly #words: number;
  readonly #best: Uint16Array;
  readonly #columns: ReaderManifest["columns"];
  readonly #probabilities: Float32Array;
  constructor(windows: readonly WindowScores[], words: number, manifest: ReaderManifest) {
    this.#windows = windows;
    this.#words = words;
    this.#best = bestWindows(windows, words);
    this.#columns = manifest.columns;
    this.#probabilities = softmaxRows(this.tags());
  }

  /** Words × labels, from each word's best window. */
  tags(): Float32Array {
    const tags = new Float32Array(this.#words * COUNT);
    for (let word = 0; word < this.#words; word++) tags.set(this.#columnsOf(word, "tags"), word * COUNT);
    return tags;
  }

  /** Mean probability of a run's own labels. */
  probability({ role, first, end }: LabelledRun): number {
    const begin = role === "source" ? B_SOURCE : role === "cue" ? B_CUE : B_CONTENT;
    let total = 0;
    for (let word = first; word < end; word++)
      total += at(this.#probabilities, word * COUNT + begin) + at(this.#probabilities, word * COUNT + begin + 1);
    return total / (end - first);
  }

  claim(cue: LabelledRun, head: PairHead): Claim {
    const middle = (cue.first + cue.end - 1) >> 1;
    const window = this.#windows[this.#best[middle] ?? 0] as WindowScores;
    const { firstWord, endWord } = window;
    const { pairToken, pairTokenLabel } = this.#columns;
    const probabilities = pairProbabilities(
      head,
      this.#vector(cue),
      endWord - firstWord,
      (word) => (firstWord + word < cue.first ? firstWord + word - cue.first : Math.max(0, firstWord + word - cue.end + 1)),
      { values: window.rows, width: window.width, pair: pairToken[0], label: pairTokenLabel[0] },
    );
    return { firstWord, endWord, probabilities };
  }

  #vector(cue: LabelledRun): CueVector {
    const mean = (column: "pairCue" | "pairCueLabel"): Float32Array => {
      const sum = new Float32Array(this.#columns[column][1]);
      for (let word = cue.first; word < cue.end; word++)
        this.#columnsOf(word, column).forEach((value, i) => {
          sum[i] = at(sum, i) + value / (cue.end - cue.first);
        });
      return sum;
    };
    return { pair: mean("pairCue"), label: mean("pairCueLabel") };
  }

  #columnsOf(word: number, column: keyof ReaderManifest["columns"]): Float32Array {
    const from = this.#windows[this.#best[word] ?? 0] as WindowScores;
    const [first, width] = this.#columns[column];
    const start = (word - from.firstWord) * from.width + first;
    return from.rows.subarray(start, start + width);
  }
}

function softmaxRows(scores: Float32Array): Float32Array {
  const out = new Float32Array(scores.length);
  for (let row = 0; row < scores.length; row += COUNT) {
    let total = 0;
    const highest = Math.max(...scores.subarray(row, row + COUNT));
    for (let l = 0; l < COUNT; l++) {
      out[row + l] = Math.exp(at(scores, row + l) - highest);
      total += at(out, row + l);
    }
    for (let l = 0; l < COUNT; l++) out[row + l] = at(out, row + l) / total;
  }
  return out;
}

/** Word scores with the best claim of any cue added; the words of cues are pinned. */
function joinClaims(
  tags: Float32Array,
  cues: readonly LabelledRun[],
  claims: readonly Claim[],
  words: number,
  weight: number,
): Float32Array {
  const best = new Float32Array(words * PAIR_LABELS).fill(LEAST);
  for (let word = 0; word < words; word++) best[word * PAIR_LABELS] = 1;
  for (const { firstWord, endWord, probabilities } of claims)
    for (let word = firstWord; word < endWord; word++)
      for (let l = 0; l < PAIR_LABELS; l++) {
        const here = word * PAIR_LABELS + l;
        const value = at(probabilities, (word - firstWord) * PAIR_LABELS + l);
        best[here] = l === 0 ? at(best, here) * value : Math.max(at(best, here), value);
      }
  const joined = new Float32Array(words * COUNT).fill(Number.NEGATIVE_INFINITY);
  for (let word = 0; word < words; word++)
    WORD_LABEL.forEach((label, l) => {
      joined[word * COUNT + label] = at(tags, word * COUNT + label) + weight * Math.log(Math.max(LEAST, at(best, word * PAIR_LABELS + l)));
    });
  for (const cue of cues)
    for (let word = cue.first; word < cue.end; word++) {
      joined.fill(Number.NEGATIVE_INFINITY, word * COUNT, (word + 1) * COUNT);
      joined[word * COUNT + (word === cue.first ? B_CUE : I_CUE)] = 0;
    }
  return joined;
}

/** Each source to every cue that wants it, the best one a cue; each content to the cue that wants it most. */
function link(cues: readonly MarkedRun[], claims: readonly Claim[], runs: readonly MarkedRun[], manifest: ReaderManifest): MarkedGroup[] {
  const { sourceThreshold, contentThreshold } = manifest.decoding;
  const sources = runs.filter((run) => run.role === "source");
  const contents = runs.filter((run) => run.role === "content");
  const contentOf = contents.map((content) =>
    highest(
      claims.map((claim) => meanClaim(claim, content, 3)),
      contentThreshold,
    ),
  );
  const sourceOf = claims.map((claim) =>
    highest(
      sources.map((source) => meanClaim(claim, source, 1)),
      sourceThreshold,
    ),
  );
  const groups = cues.map((cue, i): MarkedGroup => {
    const source = sources[sourceOf[i] ?? -1];
    const own = contents.filter((_, c) => contentOf[c] === i);
    return { cue, sources: source === undefined ? [] : [source], contents: own.length > 0 ? own : wanted(claims[i] as Claim, "content") };
  });
  const loose = contents
    .filter((_, i) => contentOf[i] === -1)
    .map((content): MarkedGroup => ({ cue: undefined, sources: [], contents: [content] }));
  return [...groups, ...loose];
}

/** The runs of a role that a cue would take if it were alone. */
function wanted(claim: Claim, role: "source" | "content"): MarkedRun[] {
  const scores = claim.probabilities.map((probability) => Math.log(Math.max(LEAST, probability)));
  return runsOf(bestLabels(scores, PAIR_LABEL_NAMES), PAIR_LABEL_NAMES)
    .map((run) => ({ ...run, first: run.first + claim.firstWord, end: run.end + claim.firstWord }))
    .filter((run) => run.role === role)
    .map((run) => ({ ...run, score: meanClaim(claim, run, role === "source" ? 1 : 3) }));
}

/** The number of the highest value above a threshold; −1 when there is none. */
function highest(values: readonly number[], threshold: number): number {
  let best = -1;
  values.forEach((value, i) => {
    if (value > threshold && value > (values[best] ?? threshold)) best = i;
  });
  return best;
}

/** Mean probability that a cue gives to a run being its own: `label` and the one after it. */
function meanClaim(claim: Claim, run: LabelledRun, label: number): number {
  let total = 0;
  for (let word = Math.max(run.first, claim.firstWord); word < Math.min(run.end, claim.endWord); word++) {
    const row = (word - claim.firstWord) * PAIR_LABELS;
    total += at(claim.probabilities, row + label) + at(claim.probabilities, row + label + 1);
  }
  return total / (run.end - run.first);
}

/** An element that is known to exist. */
const at = (array: Float32Array, index: number): number => array[index] as number;
