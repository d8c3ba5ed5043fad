/**
 * Measures who speaks in statements that were found, end to end from plain text:
 * `node bench/quality/context.ts [--json] [--errors N] [--floors] [--pin]`. Gold files lie below SAYSO_CORPORA, the scorer in SAYSO_EVAL.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { nodeRuntime } from "../../src/desk/onnx-node.ts";
import { createExtractor } from "../../src/extract/extractor.ts";
import { createEnglishPipeline } from "../../src/pipeline/english.ts";
import type { Statement } from "../../src/record/statement.ts";
import { needFiles, places } from "./corpora.ts";
import { holdFloors } from "./own-floors.ts";

interface Ratio {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly gold: number;
}
type Scores = Readonly<Record<string, Ratio>> & { readonly share: Readonly<Record<string, number>> };
interface Gold {
  readonly id: string;
  readonly text: string;
  readonly date: string | null;
}
interface Miss {
  readonly field: string;
  readonly source: string;
  readonly gold: unknown;
  readonly predicted: unknown;
  readonly resolution?: string;
}
interface Predicted {
  readonly id: string;
  readonly statements: readonly Statement[];
}
type Score = (gold: readonly Gold[], context: readonly unknown[], predicted: readonly Predicted[], onError: (miss: Miss) => void) => Scores;

const { values } = parseArgs({
  options: { json: { type: "boolean" }, errors: { type: "string" }, floors: { type: "boolean" }, pin: { type: "boolean" } },
});
const { corpora, evaluation } = places;
const files = {
  scorer: join(evaluation, "score-context.mjs"),
  gold: join(corpora, "attribution/polnear-dev.jsonl"),
  context: join(corpora, "attribution/polnear-dev-context.jsonl"),
};
needFiles(Object.values(files), values.json === true);

const readLines = (file: string): unknown[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

const { score } = (await import(pathToFileURL(files.scorer).href)) as { score: Score };
const resources = diskResources();
const extractor = await createExtractor(resources);
const pipeline = await createEnglishPipeline({ resources, runtime: nodeRuntime({ threads: 1 }) });
const gold = readLines(files.gold) as Gold[];
const predicted: Predicted[] = [];
for (const { id, text, date } of gold) {
  const extraction = extractor.text(text, date === null ? {} : { publishedAt: date });
  const [outcome] = extraction.ok ? await pipeline.run([extraction.article]) : [];
  predicted.push({ id, statements: outcome?.ok === true ? outcome.article.layers.statements : [] });
}
const misses: Miss[] = [];
const scores = score(gold, readLines(files.context), predicted, (miss) => misses.push(miss));

const figures = {
  ...Object.fromEntries(Object.entries(scores).flatMap(([name, { f1 }]) => (/^speaker(?!: no source)/.test(name) ? [[name, f1]] : []))),
  "speaker, precision": scores["speaker"]?.precision ?? 0,
  silence: scores.share["silence"] ?? 0,
  type: scores.share["type"] ?? 0,
};
const isHeld = holdFloors("speakers", "polnear-dev", figures, values.pin === true);
if (values.floors && !isHeld) process.exitCode = 1;
if (values.json) console.log(JSON.stringify({ "polnear-dev context": scores }));
else {
  console.log(`${"polnear-dev".padEnd(26)}       P      R     F1   gold`);
  for (const [name, { precision, recall, f1, gold: count }] of Object.entries(scores))
    if (name !== "share")
      console.log(
        `${name.padEnd(26)}${[precision, recall, f1].map((x) => (100 * x).toFixed(1).padStart(7)).join("")}${String(count).padStart(7)}`,
      );
  for (const [name, share] of Object.entries(scores.share))
    console.log(`${`${name}, share right`.padEnd(40)}${(100 * share).toFixed(1).padStart(7)}`);
  const kinds = Map.groupBy(
    misses.filter(({ field }) => field === "speaker"),
    ({ predicted: names, resolution = "none" }) => (Array.isArray(names) && names.length > 0 ? "another name" : resolution),
  );
  console.log(`\nspeakers missed: ${Array.from(kinds, ([kind, all]) => `${kind} ${all.length}`).join(", ")}`);
  for (const miss of misses.slice(0, Number(values.errors ?? 0)))
    console.log(`${miss.field}  [${miss.source}]  gold ${JSON.stringify(miss.gold)}  found ${JSON.stringify(miss.predicted)}`);
}
