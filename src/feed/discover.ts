import { parseHtml } from "../html/parse.ts";
import { attribute, elements } from "../html/tree.ts";
import { addressFrom } from "./address.ts";

/** Addresses of feeds that a page names in its head, in its order. */
export function feedsNamedIn(html: string, url: string | null): readonly string[] {
  const found = new Set<string>();
  for (const element of elements(parseHtml(html.slice(0, SEARCHED)))) {
    if (element.tag !== "link" || !/\balternate\b/i.test(attribute(element, "rel")) || !FEED_TYPE.test(attribute(element, "type")))
      continue;
    const address = addressFrom(attribute(element, "href"), url);
    if (address !== null) found.add(address);
  }
  return [...found];
}

/** UTF-16 units of a page that are searched; its head lies there. */
const SEARCHED = 200_000;
const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)\b/i;
