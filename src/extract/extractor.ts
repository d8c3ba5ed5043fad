import type { Article, Extraction } from "../article/article.ts";
import { articleDigest } from "../article/digest.ts";
import type { Metadata } from "../article/meta.ts";
import type { Page } from "../article/page.ts";
import { SaysoError } from "../errors.ts";
import { decodePage } from "../html/charset.ts";
import { parseHtml } from "../html/parse.ts";
import { elements, type HtmlElement, textOf } from "../html/tree.ts";
import type { Resources } from "../resource/resources.ts";
import { sha256Hex } from "../text/digest.ts";
import { assemble } from "./assemble.ts";
import { bodyOf } from "./body.ts";
import { findBody } from "./find.ts";
import type { LanguageDetector } from "./language.ts";
import { EXTRACTOR_VERSION, refuseTooLarge } from "./limits.ts";
import { decideMetadata } from "./metadata.ts";
import { readReadings } from "./readings.ts";
import { refusePage } from "./refuse.ts";
import type { Rules } from "./rules.ts";
import { type ExtractorOptions, readTools, type TextExtractor, textExtractorOf } from "./text-extractor.ts";

/** Makes articles of pages and texts. */
export interface Extractor extends TextExtractor {
  /** A fetched or saved HTML page. Pure and synchronous; `given` are metadata values the caller knows (they win, from: "given"). */
  html(page: Page, given?: Partial<Metadata>): Extraction;
  /** The article's running text as a reader would copy it: no headline, standfirst, byline, caption, credit or teaser. */
  body(article: Article): string;
}

/**
 * Reads the tables of `data/extract/` once; after that nothing is asynchronous.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON when a table is missing or broken.
 */
export async function createExtractor(resources: Resources, options: ExtractorOptions = {}): Promise<Extractor> {
  const tools = await readTools(resources, options);
  return {
    ...textExtractorOf(tools),
    html: (page, given = {}) => tools.inLanguage(extractHtml(page, given, tools.rules, tools.detector)),
    body: bodyOf,
  };
}

function extractHtml(page: Page, given: Partial<Metadata>, rules: Rules, detector: LanguageDetector): Extraction {
  const tooLarge = refuseTooLarge(page.bytes.length);
  if (tooLarge !== undefined) return tooLarge;
  const { text: source, charset } = decodePage(page);
  if (source.trim() === "") return { ok: false, reason: "E_EMPTY", message: "the page is empty" };
  let root: HtmlElement;
  try {
    root = parseHtml(source);
  } catch (thrown) {
    if (thrown instanceof SaysoError && thrown.code === "E_TOO_DEEP") return { ok: false, reason: "E_TOO_DEEP", message: thrown.message };
    throw thrown;
  }
  const readings = readReadings(root, page, rules.metaNames);
  const url = given.url ?? page.url ?? readings.get("url")?.[0]?.value ?? null;
  const host = url === null ? null : (URL.parse(url)?.hostname.replace(/^www\./u, "") ?? null);
  const found = findBody(root, readings, host, rules);
  const titleElement = [...elements(root)].find((element) => element.tag === "title");
  const refusal = refusePage(
    found,
    {
      url,
      title: titleElement === undefined ? "" : textOf(titleElement),
      isArticle:
        (readings.get("type") ?? []).some(({ value }) => /article/iu.test(value)) || (readings.get("publishedAt") ?? []).length > 0,
    },
    rules,
  );
  if (refusal !== undefined) return { ok: false, ...refusal };

  const { text, blocks, origin, omitted, datelineAgency, bylines, dates } = assemble(found, source, rules);
  const detected = detector.detect(text);
  const { meta, provenance } = decideMetadata(page, readings, { bylines, dates, datelineAgency, detected }, given, rules);
  const article: Article = {
    digest: articleDigest(meta.url, text),
    text,
    blocks: [...blocks].sort((a, b) => a.start - b.start || b.end - a.end),
    meta,
    provenance,
    omitted,
    origin,
    page: { sha256: sha256Hex(page.bytes), charset },
    layers: {},
    made: { text: `extract ${EXTRACTOR_VERSION}` },
  };
  return { ok: true, article };
}
