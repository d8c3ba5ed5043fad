import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

/** One line of NDJSON as `read` takes it. */
export interface Line {
  readonly id: string;
  readonly json: string;
}

/** What is measured: lines of one kind. */
export interface Corpus {
  /** Whether its inputs are pages; texts otherwise. */
  readonly isHtml: boolean;
  readonly name: string;
  readonly lines: readonly Line[];
}

/**
 * The two corpora, `count` lines of each, spread evenly over the whole (all when absent).
 *
 * @throws Error that says what is missing where.
 */
export function openCorpora(count: number | undefined): readonly Corpus[] {
  const root = resolve(process.env["SAYSO_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora"));
  const texts = recordsOf(join(root, "attribution/polnear-dev.jsonl"));
  const pages = recordsOf(join(root, "pages/ground-truth.jsonl"));
  const html = (id: string): string => gunzipSync(bytesOf(join(root, `pages/html/${id}.html.gz`))).toString("utf8");
  return [
    { name: "texts (polnear-dev)", isHtml: false, lines: spread(texts, count).map(({ id, text }) => line({ id, text })) },
    { name: "pages (HTML)", isHtml: true, lines: spread(pages, count).map(({ id, url }) => line({ id, url, html: html(id) })) },
  ];
}

interface CorpusRecord {
  readonly id: string;
  readonly text?: string;
  readonly url?: string;
}

const line = (value: { readonly id: string; readonly [field: string]: unknown }): Line => ({ id: value.id, json: JSON.stringify(value) });

const recordsOf = (path: string): readonly CorpusRecord[] =>
  bytesOf(path)
    .toString("utf8")
    .split("\n")
    .filter((text) => text !== "")
    .map((text) => JSON.parse(text) as CorpusRecord);

function bytesOf(path: string): Buffer {
  if (!existsSync(path)) throw new Error(`${path} is missing. Set SAYSO_CORPORA to the folder of the corpora (docs/speed.md).`);
  return readFileSync(path);
}

/** `count` values at even distances, the first among them. */
function spread<T>(all: readonly T[], count: number | undefined): readonly T[] {
  if (count === undefined || count >= all.length) return all;
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]).filter((value) => value !== undefined);
}
