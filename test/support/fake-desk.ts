import { setTimeout as wait } from "node:timers/promises";
import type { Arc, Article, Extraction, LayerName, Layers, Mention, Token } from "../../src/article/article.ts";
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
 * block and a sentence, each run of letters or other single character a token, each word in capitals a person. `SLOW` in a text takes a while, `REFUSE` is refused, `CRASH` throws; addresses under refused.example are private.
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
    attribute: async (articles, wanted) =>
      articles.map((article) => ({
        ok: true,
        article: { ...article, layers: layersOf(article, wanted), made: { ...article.made, statements: "fake 1" } },
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

function layersOf({ text, layers }: Article, wanted: readonly LayerName[]): Pick<Layers, "statements"> & Partial<Layers> {
  const made = { ...tokensOf(text), mentions: mentionsOf(text), ...layers };
  const kept = Object.fromEntries(Object.entries(made).filter(([name]) => wanted.some((one) => one === name)));
  return { ...kept, statements: statementsOf(text) };
}

/** In each line every token hangs on the first. */
function tokensOf(text: string): Pick<Layers, "sentences" | "tokens" | "trees"> {
  const sentences = blocksOf(text);
  const tokens: Token[] = [];
  const trees: Arc[] = [];
  for (const { start, end } of sentences) {
    const first = tokens.length;
    for (const { index, 0: form } of text.slice(start, end).matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)) {
      trees.push(tokens.length === first ? { head: -1, relation: "root" } : { head: first, relation: "dep" });
      const upos = /^\p{L}/u.test(form) ? "X" : "PUNCT";
      tokens.push({ start: start + index, end: start + index + form.length, upos, xpos: "", lemma: form.toLowerCase(), feats: "" });
    }
  }
  return { sentences, tokens, trees };
}

const mentionsOf = (text: string): readonly Mention[] =>
  Array.from(text.matchAll(/\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*/gu), ({ index, 0: name }) => {
    return { start: index, end: index + name.length, type: "person", form: "name", score: 1 };
  });

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
