import { addressFrom } from "./address.ts";
import { feedDate } from "./date.ts";
import { childrenOf, descendants, firstText } from "./elements.ts";
import type { FeedEntry, FoundFeed, SitemapReference } from "./feed.ts";
import { titleFrom } from "./words.ts";
import type { XmlElement } from "./xml.ts";

/** A sitemap, with what its news extension adds. */
export function readSitemap(root: XmlElement, url: string | null): FoundFeed {
  const { whole, cut } = named(root, "url");
  const entries = whole.map((one) => entryOf(one, url));
  const found = entries.filter((entry) => entry !== undefined);
  const news = whole.flatMap((one) => childrenOf(one, "news:news")).flatMap((one) => childrenOf(one, "news:publication"));
  const [publication] = news;
  return {
    format: "sitemap",
    title: publication === undefined ? null : titleFrom(firstText(publication, "news:name") ?? "", "text"),
    site: null,
    language: publication === undefined ? null : firstText(publication, "news:language"),
    found,
    withoutAddress: entries.length - found.length,
    cut,
    sitemaps: [],
    everySeconds: null,
  };
}

/** A list of sitemaps. */
export function readIndex(root: XmlElement, url: string | null): FoundFeed {
  const { whole, cut } = named(root, "sitemap");
  const sitemaps = whole.flatMap((one): SitemapReference[] => {
    const address = addressFrom(firstText(one, "loc"), url);
    return address === null ? [] : [{ url: address, modifiedAt: feedDate(firstText(one, "lastmod")) }];
  });
  const withoutAddress = whole.length - sitemaps.length;
  return { format: "index", title: null, site: null, language: null, found: [], withoutAddress, cut, sitemaps, everySeconds: null };
}

function named(root: XmlElement, name: string): { readonly whole: readonly XmlElement[]; readonly cut: number } {
  const all = [...descendants(root)].filter(({ local, space }) => local === name && (space === "" || space === root.space));
  const whole = all.filter((one) => !one.isCut);
  return { whole, cut: all.length - whole.length + (root.isCut ? 1 : 0) };
}

function entryOf(element: XmlElement, base: string | null): FeedEntry | undefined {
  const url = addressFrom(firstText(element, "loc"), base);
  if (url === null) return undefined;
  const [news] = childrenOf(element, "news:news");
  return {
    id: url,
    url,
    title: news === undefined ? null : titleFrom(firstText(news, "news:title") ?? "", "text"),
    publishedAt: news === undefined ? null : feedDate(firstText(news, "news:publication_date")),
    modifiedAt: feedDate(firstText(element, "lastmod")),
  };
}
