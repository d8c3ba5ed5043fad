import { SaysoError } from "../errors.ts";
import type { Span } from "../text/span.ts";
import { bestTree } from "./best-tree.ts";
import { type SplitLabels, splitLabels, splitTokens, type TokenSpan } from "./decode-tokens.ts";
import { distanceBucket } from "./distance.ts";
import { type LemmaRule, lemmaRule } from "./lemma.ts";
import type { ReaderManifest } from "./manifest.ts";
import { addPositive, copyRow, copyTransposed, multiply, vectorOf } from "./product.ts";
import { highestOf, type Rows, type ScoredText } from "./scores.ts";
import type { Tables } from "./tables.ts";
import { type Tails, UNKNOWN_TAIL } from "./tails.ts";

/** A token with its tags and its place in the tree. */
export interface ReadToken extends Span {
  readonly upos: string;
  readonly xpos: string;
  readonly lemma: string;
  /** As CoNLL-U writes them; empty when there are none. */
  readonly feats: string;
  /** The head's index among the tokens; −1 for the root of a sentence. */
  readonly head: number;
  readonly relation: string;
}

/** A longer sentence is cut, so that work on one stays small (words); no tree in the treebanks' training parts is longer. */
export const MOST_SENTENCE_WORDS = 200;

/** Reads the tokens of one sentence, its words `first` to `end`; `base` tokens stand before it. */
export type TreeDecoder = (
  text: string,
  words: readonly Span[],
  first: number,
  end: number,
  base: number,
  scored: ScoredText,
) => ReadToken[];

/**
 * A decoder of tokens, tags and trees.
 *
 * @throws SaysoError E_MANIFEST when a label of the manifest has no meaning
 */
export function treeDecoder(manifest: ReaderManifest, tables: Tables, tails: Tails): TreeDecoder {
  const split: SplitLabels = splitLabels(manifest);
  const tagger = taggerOf(manifest);
  const parser = parserOf(manifest, tables);
  return (text, words, first, end, base, scored) => {
    const spans = splitTokens(text, words, first, end, scored, manifest.columns.split[0], split);
    const rows = scored.around(first, end);
    const anchored = spans.filter(({ anchor }) => anchor >= 0);
    const { heads, relations } = parser(rows, anchored, first);
    const numberOf = new Int32Array(anchored.length);
    for (let at = 0, own = 0; at < spans.length; at++) if ((spans[at] as TokenSpan).anchor >= 0) numberOf[own++] = base + at;
    const tokens: ReadToken[] = [];
    let own = 0;
    spans.forEach(({ start, end: stop, anchor }, at) => {
      const form = text.slice(start, stop);
      if (anchor < 0) tokens.push(tailToken({ start, end: stop }, form, base + at, tokens, tails, at + 1 === spans.length));
      else {
        const head = heads[own] as number;
        const tags = tagger(rows, anchor - first, form);
        tokens.push({ start, end: stop, ...tags, head: head < 0 ? -1 : (numberOf[head] as number), relation: relations[own] as string });
        own++;
      }
    });
    return tokens;
  };
}

type Tags = Pick<ReadToken, "upos" | "xpos" | "lemma" | "feats">;

function taggerOf({ labels, columns }: ReaderManifest): (rows: Rows, place: number, form: string) => Tags {
  const rules = labels.lemma.map((label): LemmaRule => {
    const rule = lemmaRule(label);
    if (rule === undefined) throw new SaysoError("E_MANIFEST", `labels.lemma has ${label}, which is no rule`);
    return rule;
  });
  const feats = labels.feats.map(featsOf);
  const best = ({ values, starts }: Rows, place: number, [first, width]: readonly [number, number]): number =>
    highestOf(values, (starts[place] as number) + first, width);
  return (rows, place, form) => ({
    upos: labels.upos[best(rows, place, columns.upos)] as string,
    xpos: labels.xpos[best(rows, place, columns.xpos)] as string,
    lemma: (rules[best(rows, place, columns.lemma)] as LemmaRule)(form),
    feats: feats[best(rows, place, columns.feats)] as string,
  });
}

const featsOf = (label: string): string => (label === "_" ? "" : label);

interface Parse {
  /** Numbers among the anchored tokens, −1 the root. */
  readonly heads: Int32Array;
  readonly relations: readonly string[];
}

function parserOf(
  { labels, columns }: ReaderManifest,
  { arc, relation }: Tables,
): (rows: Rows, tokens: readonly TokenSpan[], first: number) => Parse {
  const [dependent, width] = columns.arcDependent;
  const [head] = columns.arcHead;
  const [bias] = columns.arcBias;
  const [root] = columns.arcRoot;
  const rootRelation = labels.relation.indexOf("root");
  const labelCount = labels.relation.length;
  const vector = vectorOf(Math.max(width, relation.width));
  const products = new Float64Array(Math.max(MOST_SENTENCE_WORDS, labelCount));
  const possibleHeads = new Float64Array(MOST_SENTENCE_WORDS * width);
  const square = new Float64Array(MOST_SENTENCE_WORDS * (MOST_SENTENCE_WORDS + 1));

  const scoreArcs = (rows: Rows, places: Int32Array): void => {
    const { values, starts } = rows;
    const count = places.length;
    copyTransposed(rows, places, head, width, possibleHeads);
    for (let i = 0, out = 0; i < count; i++) {
      const place = places[i] as number;
      copyRow(values, (starts[place] as number) + dependent, width, vector);
      multiply(vector, possibleHeads, count, products);
      for (let h = 0; h < count; h++, out++) {
        const other = places[h] as number;
        const apart = arc.distance[distanceBucket(other - place)] as number;
        square[out] = (products[h] as number) * arc.scale + (values[(starts[other] as number) + bias] as number) + apart;
      }
      square[out++] = values[(starts[place] as number) + root] as number;
    }
  };
  const relationOf = ({ values, starts }: Rows, place: number, headPlace: number): string => {
    const own = (starts[place] as number) + columns.relationDependent[0];
    const other = (starts[headPlace] as number) + columns.relationHead[0];
    const bucket = distanceBucket(headPlace - place) * relation.width;
    addPositive(values, own, values, other, relation.distance, bucket, relation.width, vector);
    multiply(vector, relation.weight, labelCount, products);
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < labelCount; label++) {
      const score = (products[label] as number) + (relation.bias[label] as number);
      if (score > highest && label !== rootRelation) {
        highest = score;
        best = label;
      }
    }
    return labels.relation[best] as string;
  };
  return (rows, tokens, first) => {
    const places = Int32Array.from(tokens, ({ anchor }) => anchor - first);
    scoreArcs(rows, places);
    const heads = new Int32Array(places.length);
    bestTree(square, places.length, heads);
    const relations = Array.from(heads, (above, own) =>
      above < 0 ? "root" : relationOf(rows, places[own] as number, places[above] as number),
    );
    return { heads, relations };
  };
}

/** A token without a word of its own, by table; its head stands before it, behind it, or above the one before. */
function tailToken(span: Span, form: string, own: number, before: readonly ReadToken[], tails: Tails, isLast: boolean): ReadToken {
  const { upos, xpos, lemma, feats, relation, place } = tails.get(form.toLowerCase()) ?? UNKNOWN_TAIL;
  const above = before.at(-1)?.head ?? -1;
  let head = own - 1;
  if (place === "next" && !isLast) head = own + 1;
  else if (place === "front-head" && above >= 0) head = above;
  return { ...span, upos, xpos, lemma: lemma(form), feats: featsOf(feats), head, relation };
}
