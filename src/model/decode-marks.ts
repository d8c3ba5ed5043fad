import { LABELS, PAIR_LABELS, type ReaderManifest } from "./manifest.ts";
import { type CueVector, pairProbabilities } from "./pair-scores.ts";
import type { ScoredText, WindowScores } from "./scores.ts";
import type { PairTable } from "./tables.ts";
import { bestLabels, type LabelledRun, runsOf } from "./viterbi.ts";
import type { Window } from "./windows.ts";

type Role = "source" | "cue" | "content";
type Run = LabelledRun<Role>;

/** A run of words with the mean probability that the model gave to its labels. */
export interface MarkedRun extends Run {
  readonly score: number;
}

/** Runs that belong together. */
export interface MarkedGroup {
  readonly cue: MarkedRun | undefined;
  readonly sources: readonly MarkedRun[];
  readonly contents: readonly MarkedRun[];
}

/** The columns from which attributions are decoded, side by side in the model's output or not. */
export const MARK_COLUMNS = ["tags", "pairToken", "pairTokenLabel", "pairCue", "pairCueLabel", "inner"] as const;
/** First column and width of each of them. */
export type MarkColumns = Readonly<Record<(typeof MARK_COLUMNS)[number], readonly [first: number, width: number]>>;

const COUNT = LABELS.length;
const [O, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT] = [0, 1, 2, 3, 4, 5, 6] as const;
/** The label of a word that a pair label stands for. */
const WORD_LABEL = [O, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT] as const;
const PAIR_LABEL_NAMES = WORD_LABEL.map((label) => LABELS[label]);
/** Stands for a probability of nought, so that logarithms stay finite. */
const LEAST = 1e-6;

/**
 * Decodes the attributions of one text: cues first, then the spans that each cue claims (two-step decoding of the model card).
 * A source or content that no cue claims is a group of its own.
 *
 * @param columns where in the rows of `scored` the columns lie
 * @param level `tags` for the outermost attributions, `inner` for those inside them
 */
export function decodeMarks(
  scored: ScoredText,
  words: number,
  columns: MarkColumns,
  level: "tags" | "inner",
  table: PairTable,
  decoding: ReaderManifest["decoding"],
): MarkedGroup[] {
  if (words === 0) return [];
  const scores = new Scores(scored, words, columns, level);
  const tags = Float64Array.from(scores.tags);
  for (let word = 0; word < words; word++) tags[word * COUNT + B_CUE] = (tags[word * COUNT + B_CUE] as number) + decoding.cueBias;
  const cues = runsOf(bestLabels(tags, LABELS), LABELS).filter((run) => run.role === "cue");
  const claims = cues.map((cue) => scores.claim(cue, table));
  const joined = joinClaims(tags, cues, claims, words, decoding.pairWeight);
  const runs = runsOf(bestLabels(joined, LABELS), LABELS).map((run) => ({ ...run, score: scores.probability(run) }));
  return link(
    cues.map((cue) => ({ ...cue, score: scores.probability(cue) })),
    claims,
    runs,
    decoding,
  );
}

/** Pair probabilities of one cue for the words of its window. */
interface Claim extends Window {
  readonly probabilities: Float32Array;
}

class Scores {
  readonly #scored: ScoredText;
  readonly #columns: MarkColumns;
  /** Words × labels, from each word's best window. */
  readonly tags: Float32Array;
  readonly #probabilities: Float32Array;

  constructor(scored: ScoredText, words: number, columns: MarkColumns, level: "tags" | "inner") {
    this.#scored = scored;
    this.#columns = columns;
    this.tags = new Float32Array(words * COUNT);
    const [first] = columns[level];
    for (let word = 0; word < words; word++) {
      const window = scored.windowOf(word);
      const start = rowOf(window, word) + first;
      for (let label = 0; label < COUNT; label++) this.tags[word * COUNT + label] = window.values[start + label] as number;
    }
    this.#probabilities = softmaxRows(this.tags);
  }

  /** Mean probability of a run's own labels. */
  probability({ role, first, end }: Run): number {
    const begin = role === "source" ? B_SOURCE : role === "cue" ? B_CUE : B_CONTENT;
    let total = 0;
    for (let word = first; word < end; word++)
      total += at(this.#probabilities, word * COUNT + begin) + at(this.#probabilities, word * COUNT + begin + 1);
    return total / (end - first);
  }

  claim(cue: Run, table: PairTable): Claim {
    const window = this.#scored.windowOf((cue.first + cue.end - 1) >> 1);
    const { pairToken, pairTokenLabel } = this.#columns;
    const columns = { pairToken: pairToken[0], pairTokenLabel: pairTokenLabel[0] };
    return {
      firstWord: window.firstWord,
      endWord: window.endWord,
      probabilities: pairProbabilities(table, this.#vector(cue), window, columns),
    };
  }

  #vector({ first, end }: Run): CueVector {
    const mean = (column: "pairCue" | "pairCueLabel"): Float64Array => {
      const [from, width] = this.#columns[column];
      const sum = new Float64Array(width);
      for (let word = first; word < end; word++) {
        const window = this.#scored.windowOf(word);
        const start = rowOf(window, word) + from;
        for (let i = 0; i < width; i++) sum[i] = (sum[i] as number) + at(window.values, start + i);
      }
      return sum.map((value) => value / (end - first));
    };
    return { first, end, pair: mean("pairCue"), label: mean("pairCueLabel") };
  }
}

const rowOf = (window: WindowScores, word: number): number => window.rows[word - window.firstWord] as number;

function softmaxRows(scores: Float32Array): Float32Array {
  const out = new Float32Array(scores.length);
  for (let row = 0; row < scores.length; row += COUNT) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let l = 0; l < COUNT; l++) highest = Math.max(highest, at(scores, row + l));
    let total = 0;
    for (let l = 0; l < COUNT; l++) {
      const value = Math.exp(at(scores, row + l) - highest);
      out[row + l] = value;
      total += value;
    }
    for (let l = 0; l < COUNT; l++) out[row + l] = at(out, row + l) / total;
  }
  return out;
}

/** Word scores with the best claim of any cue added; the words of cues are pinned. */
function joinClaims(tags: Float64Array, cues: readonly Run[], claims: readonly Claim[], words: number, weight: number): Float64Array {
  const best = new Float64Array(words * PAIR_LABELS).fill(LEAST);
  for (let word = 0; word < words; word++) best[word * PAIR_LABELS] = 1;
  for (const { firstWord, endWord, probabilities } of claims)
    for (let here = firstWord * PAIR_LABELS, own = 0; here < endWord * PAIR_LABELS; here++, own++) {
      const value = at(probabilities, own);
      if (own % PAIR_LABELS === 0) best[here] = (best[here] as number) * value;
      else if (value > (best[here] as number)) best[here] = value;
    }
  const joined = new Float64Array(words * COUNT).fill(Number.NEGATIVE_INFINITY);
  for (let word = 0; word < words; word++)
    for (let l = 0; l < PAIR_LABELS; l++) {
      const label = word * COUNT + (WORD_LABEL[l] as number);
      joined[label] = (tags[label] as number) + weight * Math.log(Math.max(LEAST, best[word * PAIR_LABELS + l] as number));
    }
  for (const cue of cues)
    for (let word = cue.first; word < cue.end; word++) {
      joined.fill(Number.NEGATIVE_INFINITY, word * COUNT, (word + 1) * COUNT);
      joined[word * COUNT + (word === cue.first ? B_CUE : I_CUE)] = 0;
    }
  return joined;
}

/** Each source to every cue that wants it, the best one a cue; each content to the cue that wants it most. */
function link(
  cues: readonly MarkedRun[],
  claims: readonly Claim[],
  runs: readonly MarkedRun[],
  { sourceThreshold, contentThreshold }: ReaderManifest["decoding"],
): MarkedGroup[] {
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
    return { cue, sources: source === undefined ? [] : [source], contents: own.length > 0 ? own : wanted(claims[i] as Claim) };
  });
  const loose = contents
    .filter((_, i) => contentOf[i] === -1)
    .map((content): MarkedGroup => ({ cue: undefined, sources: [], contents: [content] }));
  return [...groups, ...loose];
}

/** The contents that a cue would take if it were alone. */
function wanted(claim: Claim): MarkedRun[] {
  const scores = new Float64Array(claim.probabilities.length);
  for (let at = 0; at < scores.length; at++) scores[at] = Math.log(Math.max(LEAST, claim.probabilities[at] as number));
  return runsOf(bestLabels(scores, PAIR_LABEL_NAMES), PAIR_LABEL_NAMES)
    .filter((run) => run.role === "content")
    .map((run) => ({ ...run, first: run.first + claim.firstWord, end: run.end + claim.firstWord }))
    .map((run) => ({ ...run, score: meanClaim(claim, run, 3) }));
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
