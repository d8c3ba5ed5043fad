/**
 * The best sequence of labels that is possible at all (Viterbi over BIO transitions).
 *
 * @param scores words × labels, row-major; −∞ forbids a label
 * @param labels `O`, `B-role` and `I-role`: inside a span only after its own beginning or inside
 * @returns the label's number for each word
 */
export function bestLabels(scores: Float32Array, labels: readonly string[]): Uint8Array {
  const count = labels.length;
  const allowed = labels.map((from) => labels.map((to) => !to.startsWith("I-") || from.slice(2) === to.slice(2)));
  const words = scores.length / count;
  const back = new Uint8Array(words * count);
  let total = new Float64Array(count);
  for (let l = 0; l < count; l++) total[l] = (labels[l] ?? "").startsWith("I-") ? Number.NEGATIVE_INFINITY : (scores[l] ?? 0);
  for (let word = 1; word < words; word++) {
    const next = new Float64Array(count);
    for (let to = 0; to < count; to++) {
      let best = Number.NEGATIVE_INFINITY;
      let from = 0;
      for (let f = 0; f < count; f++) {
        const score = allowed[f]?.[to] ? (total[f] as number) : Number.NEGATIVE_INFINITY;
        if (score > best) {
          best = score;
          from = f;
        }
      }
      back[word * count + to] = from;
      next[to] = best + (scores[word * count + to] as number);
    }
    total = next;
  }
  return words === 0 ? new Uint8Array(0) : walkBack(back, total, words, count);
}

function walkBack(back: Uint8Array, total: Float64Array, words: number, count: number): Uint8Array {
  const labels = new Uint8Array(words);
  let label = total.indexOf(Math.max(...total));
  if (label < 0) label = 0;
  for (let word = words - 1; word >= 0; word--) {
    labels[word] = label;
    label = back[word * count + label] as number;
  }
  return labels;
}

/** A labelled run of words. */
export interface LabelledRun {
  readonly role: "source" | "cue" | "content";
  readonly first: number;
  /** One after the last word. */
  readonly end: number;
}

/** The runs that a sequence of labels spells. */
export function runsOf(sequence: Uint8Array, labels: readonly string[]): LabelledRun[] {
  const runs: LabelledRun[] = [];
  for (let word = 0; word < sequence.length; word++) {
    const label = labels[sequence[word] ?? 0] ?? "O";
    if (!label.startsWith("B-")) continue;
    let end = word + 1;
    while (end < sequence.length && sequence[end] === (sequence[word] ?? 0) + 1) end++;
    runs.push({ role: label.slice(2) as LabelledRun["role"], first: word, end });
  }
  return runs;
}
