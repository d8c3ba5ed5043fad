/**
 * Measures channel, addressee, date and polarity of statements on careful readings of news:
 * `node bench/quality/context-fields.ts [--json]`. Gold files lie below SAYSO_CORPORA, the scorer in SAYSO_EVAL.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type ArticleRecord, toRecord } from "../../src/article/record.ts";
import { CORPORA, EVALUATION, openEnglish, readRows, skipWithout } from "./gold.ts";

interface Ratio {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly gold: number;
}
interface Gold {
  readonly id: string;
  readonly text: string;
  readonly date: string;
}
/** Fields as the scorer names them. */
const FIELDS = ["channel", "addressee", "said", "not asserted"] as const;
type Scores = Readonly<Record<(typeof FIELDS)[number], Ratio>> & { readonly share: { readonly polarity: number } };
type Score = (gold: readonly Gold[], context: readonly object[], records: readonly ArticleRecord[]) => Scores;

const { values } = parseArgs({ options: { json: { type: "boolean" } } });
const files = {
  scorer: join(EVALUATION, "score-context.mjs"),
  gold: join(CORPORA, "attribution/polnear-dev.jsonl"),
  context: join(CORPORA, "attribution/polnear-dev-context.jsonl"),
};
skipWithout(Object.values(files), values.json === true);

const { score } = (await import(pathToFileURL(files.scorer).href)) as { score: Score };
const { extractor, pipeline } = await openEnglish();

/** One record an article, read with its day of publication; none for one that is refused or fails, and it counts as such. */
async function predict(gold: readonly Gold[]): Promise<ArticleRecord[]> {
  const records: ArticleRecord[] = [];
  for (const { id, text, date } of gold) {
    const extraction = extractor.text(text, { publishedAt: date });
    const [outcome] = extraction.ok ? await pipeline.run([extraction.article]) : [];
    if (outcome?.ok === true) records.push(toRecord(outcome.article, id));
  }
  return records;
}

const gold = readRows(files.gold) as Gold[];
const scores = score(gold, readRows(files.context), await predict(gold));
if (values.json)
  console.log(JSON.stringify({ ...Object.fromEntries(FIELDS.map((field) => [field, scores[field]])), polarity: scores.share.polarity }));
else {
  const percent = (share: number): string => (100 * share).toFixed(1).padStart(9);
  console.log(`${"polnear-dev".padEnd(16)}${["precision", "recall", "F1"].map((name) => name.padStart(9)).join(" ")}     gold`);
  for (const field of FIELDS) {
    const { precision, recall, f1, gold: count } = scores[field];
    console.log(`${field.padEnd(16)}${[precision, recall, f1].map(percent).join(" ")} ${String(count).padStart(8)}`);
  }
  console.log(`${"polarity right".padEnd(16)}${percent(scores.share.polarity)}`);
}
