import { type AttributionScorer, articlesOf, type GoldArticle, levelsOf } from "../quality/attribution.ts";
import type { Treebank } from "../quality/treebank/conllu.ts";
import { addCounts, type Count } from "../quality/treebank/count.ts";
import { namesOf, scoreSpans } from "../quality/treebank/mentions.ts";
import { parseOf } from "../quality/treebank/parse.ts";
import { scoreParse } from "../quality/treebank/score-parse.ts";
import { figuresOf, goldNames, scoredNames, treebankPart } from "../quality/trees.ts";
import { type Answers, answersOf, type Keeping, type PeerProgram } from "./answers.ts";
import type { Converter, PeerAnswer } from "./convert.ts";
import type { PeerFigures } from "./figures.ts";

type Figures = Readonly<Record<string, number>>;
/** Figures of a peer on treebanks or on attributions, and what it took. */
export type Taken = Pick<PeerFigures, "corpora" | "wordsPerCpuSecond" | "peakMemoryBytes">;

/** Where answers are kept, and what converts and scores them. */
export interface Measuring extends Keeping {
  readonly converter: Converter;
  readonly score: AttributionScorer;
}

/** Which of a peer's figures compare: its relations are Universal Dependencies' or its own, its universal tags given or from our table. */
export interface ParseKind {
  readonly hasUniversalRelations: boolean;
  readonly hasUniversalTags: boolean;
  readonly hasNames: boolean;
}

/** Tokens, tags, lemmas and trees on both treebanks from raw text, and names on EWT where the peer gives them. */
export async function measureParses(program: PeerProgram, kind: ParseKind, by: Measuring): Promise<Taken> {
  const [ewt, gum] = [treebankPart("ewt-dev", "full"), treebankPart("gum-dev", "full")];
  const [onEwt, onGum] = [await answers(program, ewt, by), await answers(program, gum, by)];
  const parses = { "ewt-dev": parseFigures(ewt, onEwt, kind, by), "gum-dev": parseFigures(gum, onGum, kind, by) };
  return {
    corpora: kind.hasNames ? { ...parses, "uner-ewt-dev": nameFigures(ewt, onEwt, by) } : parses,
    ...costs([ewt, gum].flat(), [onEwt, onGum]),
  };
}

/** Names on EWT. */
export async function measureNames(program: PeerProgram, by: Measuring): Promise<Taken> {
  const ewt = treebankPart("ewt-dev", "full");
  const found = await answers(program, ewt, by);
  return { corpora: { "uner-ewt-dev": nameFigures(ewt, found, by) }, ...costs(ewt, [found]) };
}

/** Attributions on polnear-dev. */
export async function measureAttributions(program: PeerProgram, by: Measuring): Promise<Taken> {
  const gold: readonly GoldArticle[] = articlesOf("polnear-dev", "full");
  const found = await answers(program, gold, by);
  const predicted = found.answers.map((answer) => ({ id: answer.id, attributions: by.converter.attributions(answer) }));
  return { corpora: { "polnear-dev": levelsOf(by.score(gold, predicted)) }, ...costs(gold, [found]) };
}

const answers = (program: PeerProgram, inputs: readonly { id: string; text: string }[], by: Measuring): Promise<Answers<PeerAnswer>> =>
  answersOf<PeerAnswer>(program, inputs, by);

function parseFigures(documents: readonly Treebank[], found: Answers<PeerAnswer>, kind: ParseKind, by: Measuring): Figures {
  const counts = new Map<string, Count>();
  for (const [i, document] of documents.entries()) {
    const ours = by.converter.parse(found.answers[i] ?? { id: document.id }, !kind.hasUniversalTags);
    const { uas, las, ...rest } = scoreParse(document.text, parseOf(document), ours);
    addCounts<string>(counts, kind.hasUniversalRelations ? { ...rest, uas, las } : rest);
  }
  return figuresOf(counts);
}

function nameFigures(documents: readonly Treebank[], found: Answers<PeerAnswer>, by: Measuring): Figures {
  const counts = new Map<string, Count>();
  const iob = goldNames();
  for (const [i, document] of documents.entries()) {
    const ours = by.converter.names(found.answers[i] ?? { id: document.id });
    addCounts(counts, { names: scoreSpans(document.text, scoredNames(namesOf(document, iob)), scoredNames(ours)) });
  }
  return figuresOf(counts);
}

/** Words without white space. */
export const wordsIn = (texts: readonly { readonly text: string }[]): number =>
  texts.reduce((total, { text }) => total + (text.match(/\S+/gu)?.length ?? 0), 0);

function costs(inputs: readonly { readonly text: string }[], runs: readonly Answers<PeerAnswer>[]): Omit<Taken, "corpora"> {
  const seconds = runs.reduce((total, { cpuSeconds }) => total + (cpuSeconds ?? Number.NaN), 0);
  const peak = Math.max(...runs.map(({ peakMemoryBytes }) => peakMemoryBytes ?? Number.NaN));
  return {
    wordsPerCpuSecond: Number.isNaN(seconds) ? null : Math.round(wordsIn(inputs) / seconds),
    peakMemoryBytes: Number.isNaN(peak) ? null : peak,
  };
}
