import type { Span } from "../text/span.ts";
import { firstEndingAfter } from "../text/span-search.ts";
import { MOST_SENTENCE_WORDS, type ReadToken } from "./decode-trees.ts";
import { BUCKETS, distanceBucket } from "./distance.ts";
import type { ReaderManifest } from "./manifest.ts";
import { addPositive, copyRow, copyTransposed, multiply, vectorOf } from "./product.ts";
import { agreedTypes } from "./same-types.ts";
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

/** A mention whose type is still to be decided: what the other mentions of a text say of it. */
export interface ScoredMention extends Omit<MentionRun, "type"> {
  /** The chance of each type. */
  readonly types: Float64Array;
}

/** Finds the mentions among the words `first` to `end`, by first word, the shorter first. */
export type MentionDecoder = (first: number, end: number, scored: ScoredText) => ScoredMention[];

/** The mentions of a text with their types: those of one head, pronouns left out, are likely of one type. */
export function typedMentions(
  mentions: readonly ScoredMention[],
  words: readonly Span[],
  tokens: readonly ReadToken[],
  { labels }: Pick<ReaderManifest, "labels">,
): MentionRun[] {
  const agreed = agreedTypes(
    mentions.map(({ first, end, form, types }) => ({
      key: form === PRONOUN ? undefined : headLemma(tokens, (words[first] as Span).start, (words[end - 1] as Span).end),
      chances: types,
    })),
  );
  return mentions.map(({ first, end, form, score }, at) => ({
    first,
    end,
    type: labels.types[agreed[at] as number] as string,
    form,
    score,
  }));
}

/** The form of mentions that say nothing of what they mean. */
const PRONOUN = "pronoun";

/** The lemma of the first token between two places whose head lies elsewhere, in lower case. */
function headLemma(tokens: readonly ReadToken[], start: number, end: number): string | undefined {
  const first = firstEndingAfter(tokens, start);
  let last = first;
  while (last < tokens.length && (tokens[last] as ReadToken).start < end) last++;
  for (let at = first; at < last; at++) {
    const { head, lemma } = tokens[at] as ReadToken;
    if (head < first || head >= last) return lemma.toLowerCase();
  }
  return undefined;
}

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
        types: chancesOf(kinds.subarray(0, labels.types.length)),
        form: labels.forms[highestOf(kinds, labels.types.length, labels.forms.length)] as string,
        score: 1 / (1 + Math.exp(-score)),
      };
    });
  };
}

function chancesOf(scores: Float64Array): Float64Array {
  const highest = scores.reduce((a, b) => Math.max(a, b));
  const all = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
  return scores.map((score) => Math.exp(score - highest) / all);
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
