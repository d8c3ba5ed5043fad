import { MOST_SENTENCE_WORDS } from "./decode-trees.ts";
import { BUCKETS, distanceBucket } from "./distance.ts";
import type { ReaderManifest } from "./manifest.ts";
import { addPositive, copyRow, copyTransposed, multiply, vectorOf } from "./product.ts";
import { highestOf, type ScoredText } from "./scores.ts";
import type { Tables } from "./tables.ts";

/** A mention as a run of words. */
export interface MentionRun {
  readonly first: number;
  /** One after the last word. */
  readonly end: number;
  /** Labels of the model's corpus. */
  readonly type: string;
  readonly form: string;
  /** In [0, 1]. */
  readonly score: number;
}

/** Finds the mentions among the words `first` to `end`, by first word, the shorter first. */
export type MentionDecoder = (first: number, end: number, scored: ScoredText) => MentionRun[];

/** A decoder of mentions: nested ones stay, of two that cross the likelier. */
export function mentionDecoder({ labels, columns, decoding }: ReaderManifest, { span, type }: Tables): MentionDecoder {
  const [spanFirst, width] = columns.spanFirst;
  const [spanLast] = columns.spanLast;
  const vector = vectorOf(Math.max(width, type.width));
  const inside = new Float64Array(type.width);
  const kinds = new Float64Array(type.bias.length);
  const products = new Float64Array(MOST_SENTENCE_WORDS);
  const lasts = new Float64Array(MOST_SENTENCE_WORDS * width);
  return (first, end, scored) => {
    const rows = scored.around(first, end);
    const { values, starts } = rows;
    const count = end - first;
    copyTransposed(
      rows,
      starts.map((_, place) => place),
      spanLast,
      width,
      lasts,
    );
    const likely: Candidate[] = [];
    for (let a = 0; a < count; a++) {
      copyRow(values, (starts[a] as number) + spanFirst, width, vector);
      multiply(vector, lasts, count, products);
      for (let b = a; b < count; b++) {
        const score = (products[b] as number) * span.scale + (span.width[distanceBucket(b - a) - BUCKETS] as number);
        if (score > decoding.mentionThreshold) likely.push({ a, b, score });
      }
    }
    return uncrossed(likely).map(({ a, b, score }) => {
      const [one, other] = [starts[a] as number, starts[b] as number];
      inside.fill(0);
      for (let word = a; word <= b; word++) {
        const from = (starts[word] as number) + columns.typeInside[0];
        for (let i = 0; i < type.width; i++) inside[i] = (inside[i] as number) + (values[from + i] as number) / (b - a + 1);
      }
      addPositive(values, one + columns.typeFirst[0], values, other + columns.typeLast[0], inside, 0, type.width, vector);
      multiply(vector, type.weight, kinds.length, kinds);
      for (let kind = 0; kind < kinds.length; kind++) kinds[kind] = (kinds[kind] as number) + (type.bias[kind] as number);
      return {
        first: first + a,
        end: first + b + 1,
        type: labels.types[highestOf(kinds, 0, labels.types.length)] as string,
        form: labels.forms[highestOf(kinds, labels.types.length, labels.forms.length)] as string,
        score: 1 / (1 + Math.exp(-score)),
      };
    });
  };
}

interface Candidate {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** The likeliest that do not cross each other, in order. */
function uncrossed(candidates: readonly Candidate[]): Candidate[] {
  const chosen: Candidate[] = [];
  for (const one of candidates.toSorted((x, y) => y.score - x.score)) if (!chosen.some((other) => cross(one, other))) chosen.push(one);
  return chosen.sort((x, y) => x.a - y.a || x.b - y.b);
}

const cross = (x: Candidate, y: Candidate): boolean => (x.a < y.a && y.a <= x.b && x.b < y.b) || (y.a < x.a && x.a <= y.b && y.b < x.b);
