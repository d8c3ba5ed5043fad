import { toFailure } from "../errors.ts";
import { decodeFeed, type Undecoded } from "../html/charset.ts";
import type { Resources } from "../resource/resources.ts";
import { readAtom } from "./atom.ts";
import { elementsOf } from "./elements.ts";
import { type FeedReading, type FoundFeed, finished } from "./feed.ts";
import { readJsonFeed } from "./json.ts";
import { type Namespaces, readNamespaces } from "./namespaces.ts";
import { readRss } from "./rss.ts";
import { readIndex, readSitemap } from "./sitemap.ts";
import { parseXml, type XmlElement } from "./xml.ts";

/** Reads feeds and sitemaps. */
export interface FeedReader {
  /**
   * A feed from its bytes as fetched, decompressed; `url` is its own address, which relative ones are meant from.
   *
   * Never throws: what is no feed, or is too deep or too large to be one, is an answer.
   */
  read(feed: Undecoded & { readonly url: string | null }): FeedReading;
}

/** @throws SaysoError E_RESOURCE, E_LEXICON. */
export async function createFeedReader(resources: Resources): Promise<FeedReader> {
  const namespaces = await readNamespaces(resources);
  return {
    read: (fetched) => {
      try {
        return readFeed(decodeFeed(fetched).text, fetched.url, namespaces);
      } catch (thrown) {
        return { ok: false, message: toFailure(thrown).message };
      }
    },
  };
}

function readFeed(source: string, url: string | null, namespaces: Namespaces): FeedReading {
  const begin = source.slice(0, SEARCHED).trimStart();
  if (begin === "") return { ok: false, message: "there is nothing in it" };
  if (begin.startsWith("{") || begin.startsWith("[")) return readJson(source, url);
  const root = rootOf(parseXml(source, namespaces));
  if (root === undefined) return { ok: false, message: `it is ${kindOf(begin)}, not a feed or sitemap` };
  return { ok: true, feed: finished(root.read(root.element, url)) };
}

/** UTF-16 units at the beginning that tell what something is. */
const SEARCHED = 4096;

function readJson(source: string, url: string | null): FeedReading {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { ok: false, message: "it begins like JSON, but is none" };
  }
  const feed = readJsonFeed(value, url);
  return feed === undefined ? { ok: false, message: "it is JSON, but not a JSON Feed" } : { ok: true, feed: finished(feed) };
}

type Read = (root: XmlElement, url: string | null) => FoundFeed;

/** Readers by the name of the element that a format begins with. */
const ROOTS: Readonly<Record<string, Read>> = {
  rss: readRss,
  rdf: readRss,
  channel: readRss,
  feed: readAtom,
  urlset: readSitemap,
  sitemapindex: readIndex,
};

/** The element of a format, at the top or inside one element that does not belong there. Pages are never feeds. */
function rootOf(tree: XmlElement): { readonly element: XmlElement; readonly read: Read } | undefined {
  const outer = elementsOf(tree);
  if (outer.some(({ local, space }) => local === "html" && space !== "atom")) return undefined;
  for (const element of [...outer, ...outer.flatMap(elementsOf)]) {
    const read = Object.hasOwn(ROOTS, element.local) ? ROOTS[element.local] : undefined;
    if (read !== undefined) return { element, read };
  }
  return undefined;
}

function kindOf(begin: string): string {
  if (/<opml\b/i.test(begin)) return "a list of feeds (OPML)";
  if (/<(?:!doctype\s+html|html|head|body)\b/i.test(begin)) return "an HTML page";
  return begin.startsWith("<") ? "some other XML" : "some other text";
}
