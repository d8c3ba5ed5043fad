import { MOST_SENTENCE_WORDS } from "./decode-trees.ts";
import { BUCKETS, distanceBucket } from "./distance.ts";
import type { ReaderManifest } from "./manifest.ts";
import { copyColumns, dot, highestOf, type ScoredText } from "./scores.ts";
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
  const hidden = new Float64Array(type.width);
  const kinds = new Float64Array(type.bias.length);
  const firsts = new Float64Array(MOST_SENTENCE_WORDS * width);
  const lasts = new Float64Array(MOST_SENTENCE_WORDS * width);
  return (first, end, scored) => {
    const rows = scored.around(first, end);
    const { values, starts } = rows;
    copyColumns(rows, undefined, spanFirst, width, firsts);
    copyColumns(rows, undefined, spanLast, width, lasts);
    const likely: Candidate[] = [];
    for (let a = 0; a < end - first; a++)
      for (let b = a; b < end - first; b++) {
        const score =
          dot(firsts, a * width, lasts, b * width, width) * span.scale + (span.width[distanceBucket(b - a) - BUCKETS] as number);
        if (score > decoding.mentionThreshold) likely.push({ a, b, score });
      }
    return uncrossed(likely).map(({ a, b, score }) => {
      const one = (starts[a] as number) + columns.typeFirst[0];
      const other = (starts[b] as number) + columns.typeLast[0];
      for (let i = 0; i < type.width; i++) hidden[i] = Math.max(0, (values[one + i] as number) + (values[other + i] as number));
      for (let kind = 0; kind < kinds.length; kind++)
        kinds[kind] = dot(hidden, 0, type.weight, kind * type.width, type.width) + (type.bias[kind] as number);
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
