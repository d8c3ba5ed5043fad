import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom/worker";
import type { Page } from "../../src/article/page.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { createExtractor } from "../../src/extract/extractor.ts";
import { corporaFolder, oneIn, readJsonLines } from "./folder.ts";
import { type Measured, type Part, SAMPLE_STEP } from "./measured.ts";
import { type PageScore, scorePage, scorePages } from "./shingles.ts";

interface GroundTruth {
  readonly id: string;
  readonly url: string;
  readonly articleBody: string;
}

/** The bodies of articles on the pages of the article-extraction-benchmark; `onPage` is told each page's own score. */
export async function measureExtract(part: Part, onPage: (line: string) => void = () => {}): Promise<Measured> {
  const truths = readJsonLines<GroundTruth>("pages/ground-truth.jsonl").sort((a, b) => (a.id < b.id ? -1 : 1));
  const extractor = await createExtractor(diskResources());
  const scores: PageScore[] = [];
  let refused = 0;
  for (const { id, url, articleBody } of oneIn(part === "full" ? 1 : SAMPLE_STEP.pages, truths)) {
    const extraction = extractor.html(pageOf(id, url));
    if (!extraction.ok) refused++;
    const score = scorePage(articleBody, extraction.ok ? extractor.body(extraction.article) : "");
    scores.push(score);
    onPage(`${id} ${score.precision?.toFixed(3)} ${score.recall?.toFixed(3)} ${extraction.ok ? "" : extraction.reason} ${url}`);
  }
  const half = (remainder: number): number => scorePages(scores.filter((_, i) => i % 2 === remainder)).f1;
  const { f1, precision, recall } = scorePages(scores);
  return {
    corpus: "pages",
    figures: {
      body: f1,
      precision,
      recall,
      "body, even pages": half(0),
      "body, odd pages": half(1),
      "answered pages": 1 - refused / scores.length,
    },
  };
}

/** What Readability gives by itself on the same pages. */
export function measureReadability(): Measured {
  const scores = readJsonLines<GroundTruth>("pages/ground-truth.jsonl").map(({ id, url, articleBody }) => {
    const { document } = parseHTML(new TextDecoder().decode(pageOf(id, url).bytes));
    return scorePage(articleBody, new Readability(document).parse()?.textContent ?? "");
  });
  const { f1, precision, recall } = scorePages(scores);
  return { corpus: "pages", figures: { body: f1, precision, recall } };
}

const pageOf = (id: string, url: string): Page => ({
  bytes: gunzipSync(readFileSync(join(corporaFolder(), "pages/html", `${id}.html.gz`))),
  url,
  headers: {},
  fetchedAt: null,
});
