import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "../src/article/page.ts";
import type { Extractor } from "../src/extract/extractor.ts";

/** Reads a page of `test/pages`: its bytes, and the address and headers that `given.json` may name. */
export function readGoldenPage(folder: string): Page {
  const file = join(folder, "given.json");
  const given = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Page>) : {};
  return { bytes: readFileSync(join(folder, "source.html")), url: given.url ?? null, headers: given.headers ?? {}, fetchedAt: null };
}

/** What a golden page's expected file says: blocks as kind and text, metadata, reasons of omission; or the refusal. */
export function expectedOf(extractor: Extractor, page: Page): unknown {
  const extraction = extractor.html(page);
  if (!extraction.ok) return { refused: extraction.reason };
  const { article } = extraction;
  return {
    meta: article.meta,
    from: Object.fromEntries(Object.entries(article.provenance).map(([field, { chosen }]) => [field, `${chosen.from}: ${chosen.at}`])),
    disagreed: Object.fromEntries(
      Object.entries(article.provenance).flatMap(([field, { disagreed }]) =>
        disagreed.length === 0 ? [] : [[field, disagreed.map((reading) => `${reading.at}: ${reading.value}`)]],
      ),
    ),
    charset: article.page?.charset,
    blocks: article.blocks.map((block) => [block.kind, article.text.slice(block.start, block.end)]),
    omitted: article.omitted.map((omission) => [omission.reason, omission.excerpt]),
    body: extractor.body(article),
  };
}
