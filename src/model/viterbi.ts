/**
 * The best sequence of labels that is possible at all (Viterbi over BIO transitions).
 *
 * @param scores words × labels, row-major; −∞ forbids a label
 * @param labels `O`, `B-role` and `I-role`, each `I-` behind its `B-`: inside a span only after its own beginning or inside
 * @returns the label's number for each word
 */
export function bestLabels(scores: Float32Array | Float64Array, labels: readonly string[]): Uint8Array {
  const count = labels.length;
  const inside = Uint8Array.from(labels, (label) => (label.startsWith("I-") ? 1 : 0));
  const words = scores.length / count;
  const back = new Uint8Array(words * count);
  let total = new Float64Array(count);
  let next = new Float64Array(count);
  for (let label = 0; label < count; label++) total[label] = inside[label] === 1 ? Number.NEGATIVE_INFINITY : (scores[label] ?? 0);
  for (let word = 1; word < words; word++) {
    const best = highestOf(total);
    for (let to = 0; to < count; to++) {
      // A word inside comes from its own beginning or from inside; any other word from wherever is best.
      let from = best;
      if (inside[to] === 1) {
        const own = (total[to] as number) > (total[to - 1] as number) ? to : to - 1;
        from = total[own] === Number.NEGATIVE_INFINITY ? 0 : own;
        next[to] = (total[own] as number) + (scores[word * count + to] as number);
      } else next[to] = (total[best] as number) + (scores[word * count + to] as number);
      back[word * count + to] = from;
    }
    [total, next] = [next, total];
  }
  return words === 0 ? new Uint8Array(0) : walkBack(back, total, words, count);
}

function walkBack(back: Uint8Array, total: Float64Array, words: number, count: number): Uint8Array {
  const labels = new Uint8Array(words);
  let label = highestOf(total);
  for (let word = words - 1; word >= 0; word--) {
    labels[word] = label;
    label = back[word * count + label] as number;
  }
  return labels;
}

/** The number of the first highest value. */
function highestOf(values: Float64Array): number {
  let best = 0;
  for (let at = 1; at < values.length; at++) if ((values[at] as number) > (values[best] as number)) best = at;
  return best;
}

/** A labelled run of words. */
export interface LabelledRun<Role extends string = string> {
  readonly role: Role;
  readonly first: number;
  /** One after the last word. */
  readonly end: number;
}

/** The runs that a sequence of labels spells. */
export function runsOf<Label extends string>(sequence: Uint8Array, labels: readonly Label[]): LabelledRun<RoleOf<Label>>[] {
  const runs: LabelledRun<RoleOf<Label>>[] = [];
  for (let word = 0; word < sequence.length; word++) {
    const label = labels[sequence[word] ?? 0] ?? "O";
    if (!label.startsWith("B-")) continue;
    let end = word + 1;
    while (end < sequence.length && sequence[end] === (sequence[word] ?? 0) + 1) end++;
    runs.push({ role: label.slice(2) as RoleOf<Label>, first: word, end });
  }
  return runs;
}

type RoleOf<Label extends string> = Label extends `B-${infer Role}` ? Role : Label extends "O" | `I-${string}` ? never : string;
