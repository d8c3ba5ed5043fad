/**
 * Measures the bodies of articles on the pages of the article-extraction-benchmark:
 * `node bench/quality/extract.ts [--json]`. The pages lie in the folder that SAYSO_CORPORA names.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom/worker";
import type { Page } from "../../src/article/page.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { createExtractor } from "../../src/extract/extractor.ts";
import { type PageScore, scorePage, scorePages } from "./shingles.ts";

interface GroundTruth {
  readonly id: string;
  readonly url: string;
  readonly articleBody: string;
}

const { values } = parseArgs({ options: { json: { type: "boolean" }, pages: { type: "boolean" } } });
const corpora = process.env["SAYSO_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora");
const folder = join(corpora, "pages");
const truthFile = join(folder, "ground-truth.jsonl");
if (!existsSync(truthFile)) {
  console.log(values.json ? JSON.stringify({ skipped: true }) : `skipped: no ${truthFile}; set SAYSO_CORPORA to the folder of the corpora`);
  process.exit(0);
}

const truths = readFileSync(truthFile, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as GroundTruth)
  .sort((a, b) => (a.id < b.id ? -1 : 1));
const extractor = await createExtractor(diskResources());
const scores: { sayso: PageScore[]; readability: PageScore[] } = { sayso: [], readability: [] };
let slowest = { seconds: 0, id: "" };
let refused = 0;
for (const { id, url, articleBody } of truths) {
  const page: Page = { bytes: gunzipSync(readFileSync(join(folder, "html", `${id}.html.gz`))), url, headers: {}, fetchedAt: null };
  const begun = performance.now();
  const extraction = extractor.html(page);
  const seconds = (performance.now() - begun) / 1000;
  if (seconds > slowest.seconds) slowest = { seconds, id };
  if (!extraction.ok) refused++;
  const score = scorePage(articleBody, extraction.ok ? extractor.body(extraction.article) : "");
  scores.sayso.push(score);
  scores.readability.push(scorePage(articleBody, readabilityText(page)));
  if (values.pages) console.log(id, score.precision?.toFixed(3), score.recall?.toFixed(3), extraction.ok ? "" : extraction.reason, url);
}

const half = (all: readonly PageScore[], remainder: number): readonly PageScore[] => all.filter((_, i) => i % 2 === remainder);
const rows = {
  body: scorePages(scores.sayso),
  "body, even pages": scorePages(half(scores.sayso, 0)),
  "body, odd pages": scorePages(half(scores.sayso, 1)),
  readability: scorePages(scores.readability),
};
if (values.json) console.log(JSON.stringify({ pages: truths.length, refused, slowestSeconds: slowest.seconds, ...rows }));
else {
  console.log(`body text, ${truths.length} pages, ${refused} refused, slowest ${slowest.seconds.toFixed(2)} s (${slowest.id})`);
  console.log(`${"".padEnd(28)}     F1  precision  recall`);
  const names: Readonly<Record<string, string>> = { body: "sayso", readability: "Readability's textContent" };
  for (const [name, row] of Object.entries(rows))
    console.log(`${(names[name] ?? name).padEnd(28)}  ${row.f1.toFixed(4)}     ${row.precision.toFixed(4)}  ${row.recall.toFixed(4)}`);
}

/** What Readability gives by itself on the same page. */
function readabilityText(page: Page): string {
  const { document } = parseHTML(new TextDecoder().decode(page.bytes));
  return new Readability(document).parse()?.textContent ?? "";
}
