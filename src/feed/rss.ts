import { addressFrom } from "./address.ts";
import { baseAt } from "./base.ts";
import { feedDate } from "./date.ts";
import { attributeOf, childrenOf, descendants, elementsOf, firstText, textBelow } from "./elements.ts";
import type { FeedEntry, FoundFeed } from "./feed.ts";
import { titleFrom } from "./words.ts";
import type { XmlElement } from "./xml.ts";

/** RSS 0.90 to 2.0, with or without RDF: items lie in the channel or beside it. */
export function readRss(root: XmlElement, url: string | null): FoundFeed {
  const channel = root.local === "channel" ? root : (childrenOf(root, "channel")[0] ?? root);
  const site = addressFrom(linkOf(channel), baseAt(channel, url));
  const items = itemsBelow(root);
  const entries = items.filter((item) => !item.isCut).map((item) => entryOf(item, baseAt(item, site ?? url)));
  const found = entries.filter((entry) => entry !== undefined);
  return {
    format: root.local === "rdf" ? "rdf" : "rss",
    title: titleOf(channel),
    site,
    language: firstText(channel, "language", "dc:language"),
    found,
    withoutAddress: entries.length - found.length,
    cut: items.length - entries.length + (root.isCut ? 1 : 0),
    sitemaps: [],
    everySeconds: everyOf(channel),
  };
}

/** Items in the channel or beside it; one whose predecessor was not closed lies inside it. */
function itemsBelow(root: XmlElement): readonly XmlElement[] {
  return [...descendants(root)].filter(({ local, space }) => local === "item" && (space === "" || space === root.space));
}

function entryOf(item: XmlElement, base: string | null): FeedEntry | undefined {
  const url = addressOf(item, base);
  if (url === null) return undefined;
  const guid = firstText(item, "guid") ?? (attributeOf(item, "rdf:about") || null);
  return {
    id: guid ?? url,
    url,
    title: titleOf(item),
    publishedAt: firstDate(item, "pubdate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published"),
    modifiedAt: firstDate(item, "atom:updated", "dcterms:modified"),
  };
}

/** Where the article is: a redirecting service's original, the link, an Atom link, a permanent id, the RDF name. */
function addressOf(item: XmlElement, base: string | null): string | null {
  const guids = childrenOf(item, "guid").filter((guid) => attributeOf(guid, "ispermalink").toLowerCase() !== "false");
  const written = [
    firstText(item, "feedburner:origlink"),
    linkOf(item),
    ...guids.map((guid) => textBelow(guid)).filter((guid) => /^\s*(?:https?:)?\/\//i.test(guid)),
    attributeOf(item, "rdf:about"),
  ];
  for (const one of written) {
    const address = addressFrom(one, base);
    if (address !== null) return address;
  }
  return null;
}

/** The text of the first link that has any, else the `href` of an Atom link that leads to the thing itself. */
function linkOf(element: XmlElement): string | null {
  const links = elementsOf(element).filter(({ local, space }) => local === "link" && space !== "xhtml");
  const text = links.map((link) => textBelow(link).trim()).find((one) => one !== "");
  const alternate = links.find((link) => /^(?:alternate)?$/i.test(attributeOf(link, "rel")) && attributeOf(link, "href") !== "");
  return text ?? (alternate === undefined ? null : attributeOf(alternate, "href"));
}

function titleOf(element: XmlElement): string | null {
  for (const title of [...childrenOf(element, "title"), ...childrenOf(element, "dc:title")]) {
    const text = titleFrom(textBelow(title), "html");
    if (text !== null) return text;
  }
  return null;
}

function firstDate(element: XmlElement, ...names: readonly string[]): string | null {
  const dates = names.flatMap((name) => childrenOf(element, name)).map((one) => feedDate(textBelow(one)));
  return dates.find((date) => date !== null) ?? null;
}

const PERIODS: ReadonlyMap<string, number> = new Map(
  Object.entries({ hourly: 3600, daily: 86_400, weekly: 604_800, monthly: 2_592_000, yearly: 31_536_000 }),
);

/** Seconds by `ttl` (minutes) or by the syndication module. */
function everyOf(channel: XmlElement): number | null {
  const minutes = positive(firstText(channel, "ttl"));
  if (minutes !== null) return minutes * 60;
  const period = PERIODS.get((firstText(channel, "sy:updateperiod") ?? "").toLowerCase());
  return period === undefined ? null : Math.round(period / (positive(firstText(channel, "sy:updatefrequency")) ?? 1));
}

function positive(written: string | null): number | null {
  const number = Number(written ?? "");
  return Number.isFinite(number) && number > 0 ? number : null;
}
