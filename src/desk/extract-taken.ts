import type { Extraction } from "../article/article.ts";
import { withGiven } from "../article/given.ts";
import type { Page } from "../article/page.ts";
import { SaysoError } from "../errors.ts";
import type { Desk } from "./desk.ts";
import type { Input } from "./input.ts";
import { decodeText, unfetchedPage } from "./read.ts";
import { givenPage, type TakenPage, takenPage } from "./taken-page.ts";

const HTML = "text/html";
const TEXT = "text/plain; charset=utf-8";

/**
 * Extracts one input and tells what it was extracted from as soon as it is there, so that the bytes of a page that gives
 * no article are not lost either.
 */
export async function extractTaken({ from, given, name }: Input, desk: Desk, onTaken: (page: TakenPage) => void): Promise<Extraction> {
  const html = (page: Page, taken: TakenPage): Promise<Extraction> => {
    onTaken(taken);
    return desk.html(page, given);
  };
  const text = (written: string): Promise<Extraction> => {
    onTaken(givenPage(new TextEncoder().encode(written), TEXT, given.url));
    return desk.text(written, given);
  };
  const givenHtml = (bytes: Uint8Array, charset?: string): Promise<Extraction> =>
    html(unfetchedPage(bytes, charset), givenPage(bytes, charset === undefined ? HTML : `${HTML}; charset=${charset}`, given.url));
  switch (from.kind) {
    case "failed":
      throw new SaysoError(from.error.code, from.error.message, { hint: from.error.hint });
    case "text":
      return text(from.text);
    case "html":
      return givenHtml(from.bytes, from.charset);
    case "page":
      return html(from.page, takenPage(from.page, given.url));
    case "url": {
      const page = await desk.page(from.url);
      return html(page, takenPage(page, given.url));
    }
    case "file": {
      const bytes = await desk.file(from.path);
      return from.as === "html" ? givenHtml(bytes) : text(decodeText(bytes, name));
    }
    case "conllu": {
      const { text: written, layers } = (await import("../extract/conllu/conllu.ts")).readConllu(from.source, from.line);
      const extraction = await text(written);
      return extraction.ok ? { ok: true, article: withGiven(extraction.article, layers) } : extraction;
    }
    default:
      return from satisfies never;
  }
}
