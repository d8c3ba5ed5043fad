/** What a feed says of one article. All of it is a hint: the article's page is the evidence. */
export interface FeedEntry {
  /** What the feed itself tells the entry by; its address where it gives nothing else. */
  readonly id: string;
  /** Absolute http or https address without fragment. */
  readonly url: string;
  readonly title: string | null;
  /** RFC 3339 with offset, or a date alone. */
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
}

/** A sitemap that an index of sitemaps names. */
export interface SitemapReference {
  readonly url: string;
  readonly modifiedAt: string | null;
}

/** The formats that are read. `sitemap` is a list of pages, `index` a list of sitemaps. */
export const FEED_FORMATS = ["rss", "rdf", "atom", "json", "sitemap", "index"] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** A feed or sitemap, whatever its format. */
export interface Feed {
  readonly format: FeedFormat;
  readonly title: string | null;
  /** The address of the site that it belongs to. */
  readonly site: string | null;
  /** BCP 47 as the feed writes it. */
  readonly language: string | null;
  /** In the feed's order; no two of one address and id. */
  readonly entries: readonly FeedEntry[];
  /** For an index: its sitemaps. */
  readonly sitemaps: readonly SitemapReference[];
  /** Seconds after which the feed itself asks to be read again. */
  readonly everySeconds: number | null;
  /** What was wrong with it, one sentence each; empty for a sound feed. */
  readonly problems: readonly string[];
}

/** A feed, or why what was read is none. */
export type FeedReading = { readonly ok: true; readonly feed: Feed } | { readonly ok: false; readonly message: string };

/** Entries of one feed that are kept; the sitemap protocol allows 50,000 addresses in one file. */
export const MOST_ENTRIES = 50_000;

/** A feed as a reader of one format found it, before entries are counted and repeated ones dropped. */
export type FoundFeed = Omit<Feed, "entries" | "problems"> & {
  readonly found: readonly FeedEntry[];
  /** Entries that have no address that can be fetched. */
  readonly withoutAddress: number;
  /** Entries that the source's end cuts; their address may be cut as well. */
  readonly cut: number;
};

/** Drops what is there twice and what is too much, and says what was wrong. */
export function finished({ found, withoutAddress, cut, ...feed }: FoundFeed): Feed {
  const seen = new Set<string>();
  const entries = found.filter(({ id, url }) => {
    const key = JSON.stringify([id, url]);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
  const problems = [
    ...(withoutAddress === 0 ? [] : [`${count(withoutAddress, "entry has", "entries have")} no address that can be fetched`]),
    ...(cut === 0 ? [] : ["the feed ends in the middle"]),
    ...(entries.length <= MOST_ENTRIES ? [] : [`only the first ${MOST_ENTRIES} of ${entries.length} entries are read`]),
  ];
  return { ...feed, entries: entries.slice(0, MOST_ENTRIES), problems };
}

const count = (number: number, one: string, several: string): string => `${number} ${number === 1 ? one : several}`;
