import { setTimeout as wait } from "node:timers/promises";
import type { Article, Extraction } from "../../src/article/article.ts";
import type { Block } from "../../src/article/block.ts";
import { articleDigest } from "../../src/article/digest.ts";
import type { Given } from "../../src/article/given.ts";
import { NO_METADATA } from "../../src/article/meta.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { fileStream, gather } from "../../src/desk/disk.ts";
import { SaysoError } from "../../src/errors.ts";
import type { Statement } from "../../src/record/statement.ts";
import { sha256Hex } from "../../src/text/digest.ts";
import { trimSpan } from "../../src/text/span.ts";

/**
 * A desk without model and network: each pair of quotation marks with a verb after it is a statement, each line a
 * block. `SLOW` in a text takes a while, `REFUSE` is refused, `CRASH` throws; addresses under refused.example are private.
 */
export function fakeDesk(): Desk {
  return {
    file: async (path) => gather(fileStream(path), path),
    stream: fileStream,
    page: async (url) => {
      if (url.includes("refused.example")) throw new SaysoError("E_ADDRESS", `${url} is not public`);
      return {
        bytes: new TextEncoder().encode(`<p>“Yes,” said ${new URL(url).host}.</p>`),
        url,
        headers: {},
        fetchedAt: "2026-01-02T03:04:05Z",
      };
    },
    ask: async (url) => {
      throw new SaysoError("E_CONNECTION", `${url}: there is no network`);
    },
    html: async (page, given) => {
      const source = new TextDecoder().decode(page.bytes);
      const text = source
        .replace(/<[^>]*>/g, "\n")
        .replace(/\n\s*/g, "\n")
        .trim();
      const made = await extraction(text, given);
      return made.ok ? { ok: true, article: { ...made.article, page: { sha256: sha256Hex(page.bytes), charset: "utf-8" } } } : made;
    },
    text: extraction,
    batches: 2,
    body: async (article) => article.text,
    attribute: async (articles) =>
      articles.map((article) => ({
        ok: true,
        article: { ...article, layers: { statements: statementsOf(article.text) }, made: { ...article.made, statements: "fake 1" } },
      })),
    close: async () => {},
  };
}

async function extraction(text: string, given: Given): Promise<Extraction> {
  if (text.includes("SLOW")) await wait(300);
  if (text.includes("CRASH")) throw new RangeError("crashed");
  if (text.includes("REFUSE")) return { ok: false, reason: "E_PAYWALL", message: "only the beginning" };
  if (text.trim() === "") return { ok: false, reason: "E_EMPTY", message: "no text" };
  const url = given.url ?? null;
  const meta = { ...NO_METADATA, url, publishedAt: given.publishedAt ?? null };
  const article: Article = {
    digest: articleDigest(url, text),
    text,
    blocks: blocksOf(text),
    meta,
    provenance: {},
    omitted: [],
    origin: [],
    layers: {},
    made: { text: "fake 1" },
  };
  return { ok: true, article };
}

function blocksOf(text: string): readonly Block[] {
  return Array.from(text.matchAll(/[^\n]+/g), (line) => trimSpan(text, { start: line.index, end: line.index + line[0].length })).flatMap(
    (span) => (span === undefined ? [] : [{ kind: "paragraph" as const, ...span }]),
  );
}

function statementsOf(text: string): readonly Statement[] {
  return Array.from(text.matchAll(/(“[^”]*”) (said) ([^.“]+)\./g), (match, index) => {
    const [, content = "", cue = "", source = ""] = match;
    const at = match.index + content.length + 1;
    return {
      id: `s${index + 1}`,
      kind: "direct",
      polarity: "asserted",
      parent: null,
      flags: [],
      score: 1,
      content: [{ start: match.index, end: match.index + content.length }],
      cue: [{ start: at, end: at + cue.length }],
      source: [{ start: at + cue.length + 1, end: at + cue.length + 1 + source.length }],
    };
  });
}
