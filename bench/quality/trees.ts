import { measureCoreference } from "./coreference/measure.ts";
import { oneIn, readCorpusFile } from "./folder.ts";
import type { House } from "./house.ts";
import { type Measured, type Part, SAMPLE_STEP } from "./measured.ts";
import { readTreebank, type Treebank } from "./treebank/conllu.ts";
import { addCounts, type Count, f1Of } from "./treebank/count.ts";
import { gumMentions, type IobSentences, namesOf, readIob, scoreSpans, type TypedSpan } from "./treebank/mentions.ts";
import { parseOf } from "./treebank/parse.ts";
import { scoreParse } from "./treebank/score-parse.ts";

/** Types of names that are scored, the model's, the record's and the annotation's. */
const NAME_TYPES: Readonly<Record<string, string>> = { person: "PER", organization: "ORG", organisation: "ORG", place: "LOC" };
/** Genres of GUM whose mentions are scored. */
const MENTION_GENRES = /_(?:news|interview)_/u;

/** The documents of a treebank that a part holds. */
export function treebankPart(name: "ewt-dev" | "gum-dev", part: Part): readonly Treebank[] {
  return oneIn(part === "full" ? 1 : SAMPLE_STEP[name], readTreebank(readCorpusFile(`treebank/${name}.conllu.gz`)));
}

/** The names of `ewt-dev` as people marked them. */
export const goldNames = (): IobSentences => readIob(readCorpusFile("treebank/uner-ewt-dev.iob2.gz"));

/**
 * Tokens, tags, lemmas and trees of both treebanks from raw text, names on EWT (strict: span and type of persons,
 * organisations and places; of the model, and as a record has them), and on GUM's news and interviews nested mentions
 * (exact span and GUM's type) and coreference (CoNLL F1 by head, without chains of one).
 */
export async function measureTrees(house: House, part: Part): Promise<Measured[]> {
  const [ewt, names] = [new Map<string, Count>(), new Map<string, Count>()];
  const iob = goldNames();
  for (const document of treebankPart("ewt-dev", part)) {
    const found = await house.reading(document.text);
    addCounts(ewt, scoreParse(document.text, parseOf(document), found.parse));
    const gold = scoredNames(namesOf(document, iob));
    const scored = (own: readonly TypedSpan[]): Count => scoreSpans(document.text, gold, scoredNames(own.map(inUner)));
    addCounts(names, { names: scored(found.names), "names in records": scored(found.named) });
  }
  const gum = new Map<string, Count>();
  for (const document of treebankPart("gum-dev", part)) {
    const found = await house.reading(document.text);
    addCounts(gum, scoreParse(document.text, parseOf(document), found.parse));
    if (MENTION_GENRES.test(document.id)) addCounts(gum, { mentions: scoreSpans(document.text, gumMentions(document), found.mentions) });
  }
  const { head } = await measureCoreference(house);
  return [
    { corpus: "ewt-dev", figures: figuresOf(ewt) },
    { corpus: "gum-dev", figures: { ...figuresOf(gum), coreference: head.conll } },
    { corpus: "uner-ewt-dev", figures: figuresOf(names) },
  ];
}

/** Names of the types that are scored. */
export const scoredNames = (names: readonly TypedSpan[]): TypedSpan[] =>
  names.filter(({ type }) => Object.values(NAME_TYPES).includes(type));

const inUner = ({ start, end, type }: TypedSpan): TypedSpan => ({ start, end, type: NAME_TYPES[type] ?? type });

export const figuresOf = (counts: ReadonlyMap<string, Count>): Record<string, number> =>
  Object.fromEntries(Array.from(counts, ([name, count]) => [name, f1Of(count)]));
