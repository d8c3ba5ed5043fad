/**
 * Measures statements on news that people or careful readings have annotated:
 * `node bench/quality/attribution.ts [--json]`. Gold files lie below SAYSO_CORPORA, the scorer in SAYSO_EVAL.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Article } from "../../src/article/article.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { nodeRuntime } from "../../src/desk/onnx-node.ts";
import { createExtractor } from "../../src/extract/extractor.ts";
import { createEnglishPipeline } from "../../src/pipeline/english.ts";
import type { Statement } from "../../src/record/statement.ts";
import { needFiles, places } from "./corpora.ts";

interface Ratio {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}
interface Scores {
  readonly found: Ratio;
  readonly relaxed: Ratio;
  readonly strict: Ratio;
  readonly spans: Readonly<Record<"source" | "cue" | "content", Ratio>>;
}
interface Gold {
  readonly id: string;
  readonly text: string;
}
interface Predicted {
  readonly id: string;
  readonly statements: readonly Statement[];
}
type Score = (gold: readonly Gold[], predicted: readonly Predicted[], onError: () => void, all: boolean) => Scores;

const { values } = parseArgs({ options: { json: { type: "boolean" } } });
const { corpora, evaluation } = places;
const files = {
  scorer: join(evaluation, "score-attribution.mjs"),
  polnear: join(corpora, "attribution/polnear-dev.jsonl"),
  news: join(corpora, "articles/news-dev.jsonl"),
};
needFiles(Object.values(files), values.json === true);

const { score } = (await import(pathToFileURL(files.scorer).href)) as { score: Score };
const resources = diskResources();
const extractor = await createExtractor(resources);
const pipeline = await createEnglishPipeline({ resources, runtime: nodeRuntime({ threads: 1 }) });

const readGold = (file: string): Gold[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Gold);

/** The statements of each article; one that is refused or fails has none, and counts as such. */
async function predict(gold: readonly Gold[]): Promise<Predicted[]> {
  const predicted: Predicted[] = [];
  for (const { id, text } of gold) {
    const extraction = extractor.text(text);
    const outcomes = extraction.ok ? await pipeline.run([extraction.article satisfies Article]) : [];
    const outcome = outcomes[0];
    predicted.push({ id, statements: outcome?.ok === true ? outcome.article.layers.statements : [] });
  }
  return predicted;
}

const [polnear, news] = [readGold(files.polnear), readGold(files.news)];
const [polnearFound, newsFound] = [await predict(polnear), await predict(news)];
const rows: Readonly<Record<string, Scores>> = {
  "polnear-dev": score(polnear, polnearFound, () => {}, false),
  "news-dev": score(news, newsFound, () => {}, false),
  "news-dev, nested too": score(news, newsFound, () => {}, true),
};

const percent = (ratio: Ratio): string => (100 * ratio.f1).toFixed(1).padStart(8);
if (values.json) console.log(JSON.stringify(rows));
else {
  console.log(`${"F1".padEnd(26)}${["found", "relaxed", "strict", "source", "cue", "content"].map((name) => name.padStart(8)).join(" ")}`);
  for (const [name, s] of Object.entries(rows))
    console.log(`${name.padEnd(26)}${[s.found, s.relaxed, s.strict, s.spans.source, s.spans.cue, s.spans.content].map(percent).join(" ")}`);
  console.log(`${"people, on PolNeAR".padEnd(26)}${[82.2, 75.2, 64.3, 79.3, 71.2, 69.5].map((x) => x.toFixed(1).padStart(8)).join(" ")}`);
}
