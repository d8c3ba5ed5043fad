import { pathToFileURL } from "node:url";
import type { Statement } from "../../src/record/statement.ts";
import { type CorpusName, oneIn, readJsonLines, scorerFile } from "./folder.ts";
import type { House } from "./house.ts";
import { type Measured, type Part, SAMPLE_STEP } from "./measured.ts";

interface Ratio {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}
/** What the scorer of attributions answers. */
export interface AttributionScores {
  readonly found: Ratio;
  readonly relaxed: Ratio;
  readonly strict: Ratio;
  readonly spans: Readonly<Record<"source" | "cue" | "content", Ratio>>;
  /** How many of the gold attributions of a kind are found. */
  readonly kinds: Readonly<Record<string, { readonly found: number; readonly gold: number }>>;
}
type SpanPair = readonly [number, number];
/** One attribution as the gold files write it. */
export interface GoldAttribution {
  readonly source: readonly SpanPair[];
  readonly cue: readonly SpanPair[];
  readonly content: readonly SpanPair[];
}
export interface GoldArticle {
  readonly id: string;
  readonly text: string;
  /** Of publication, where the corpus tells it. */
  readonly date?: string | null;
  readonly attributions: readonly GoldAttribution[];
}
type Predicted = { readonly id: string } & (
  | { readonly statements: readonly Statement[] }
  | { readonly attributions: readonly GoldAttribution[] }
);
export type AttributionScorer = (
  gold: readonly GoldArticle[],
  predicted: readonly Predicted[],
  onError?: () => void,
  all?: boolean,
) => AttributionScores;

const FILES = { "polnear-dev": "attribution/polnear-dev.jsonl", "news-dev": "articles/news-dev.jsonl" } as const;

/** The scorer beside the corpora; the same for us, for peers and for people. */
export async function loadScorer(): Promise<AttributionScorer> {
  const { score } = (await import(pathToFileURL(scorerFile("attribution")).href)) as { score: AttributionScorer };
  return score;
}

/** The articles of a corpus that a part holds. */
export const articlesOf = (name: keyof typeof FILES, part: Part): readonly GoldArticle[] =>
  oneIn(part === "full" ? 1 : SAMPLE_STEP[name], readJsonLines<GoldArticle>(FILES[name]));

/** Statements by the whole pipeline, against people's and careful readings' attributions. */
export async function measureAttribution(house: House, part: Part): Promise<Measured[]> {
  const score = await loadScorer();
  const [polnear, news] = [articlesOf("polnear-dev", part), articlesOf("news-dev", part)];
  const onPolnear = score(polnear, await predict(house, polnear));
  const predicted = await predict(house, news);
  const outer = levelsOf(score(news, predicted));
  const nested = levelsOf(
    score(news, predicted, () => {}, true),
    "nested ",
  );
  return [
    { corpus: "polnear-dev", figures: { ...levelsOf(onPolnear), ...kindsOf(onPolnear) } },
    { corpus: "news-dev", figures: { ...outer, ...nested } },
  ];
}

async function predict(house: House, gold: readonly GoldArticle[]): Promise<Predicted[]> {
  const predicted: Predicted[] = [];
  for (const { id, text, date } of gold) predicted.push({ id, statements: await house.statements(text, date ?? null) });
  return predicted;
}

/** F1 of every level and span, by name. */
export const levelsOf = ({ found, relaxed, strict, spans }: AttributionScores, prefix = ""): Record<string, number> =>
  Object.fromEntries(Object.entries({ found, relaxed, strict, ...spans }).map(([name, ratio]) => [`${prefix}${name}`, ratio.f1] as const));

/** Recall of what is hard to find. */
const kindsOf = ({ kinds }: AttributionScores): Record<string, number> =>
  Object.fromEntries(
    ["indirect", "no source", "no cue"].map((kind) => [`${kind}, recall`, (kinds[kind]?.found ?? 0) / Math.max(1, kinds[kind]?.gold ?? 0)]),
  );

/** How far people agree: on the articles that several annotated, each annotator against each other one. */
export async function measurePeople(): Promise<Measured> {
  interface Agreement {
    readonly id: string;
    readonly text: string;
    readonly annotators: readonly (readonly GoldAttribution[])[];
  }
  const score = await loadScorer();
  const articles = ["dev", "train"].flatMap((half) => readJsonLines<Agreement>(`attribution/polnear-${half}-agreement.jsonl`));
  const pairs = articles.flatMap(({ id, text, annotators }) =>
    annotators.flatMap((one, i) =>
      annotators.flatMap((other, j) => (i === j ? [] : [{ id: `${id} ${i} ${j}`, text, attributions: one, predicted: other }])),
    ),
  );
  const corpus: CorpusName = "people";
  return {
    corpus,
    figures: levelsOf(
      score(
        pairs,
        pairs.map(({ id, predicted }) => ({ id, attributions: predicted })),
      ),
    ),
  };
}
