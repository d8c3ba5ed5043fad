import { diskResources } from "../../src/desk/disk-resources.ts";
import type { Feed } from "../../src/feed/feed.ts";
import { createFeedReader } from "../../src/feed/reader.ts";

const reader = await createFeedReader(diskResources());

/** The address of every feed of these tests. */
export const AT = "https://feeds.courier.example/news/all.xml";

export const read = (source: string | Uint8Array, contentType = "", url: string | null = AT) =>
  reader.read({
    bytes: typeof source === "string" ? new TextEncoder().encode(source) : source,
    headers: contentType === "" ? {} : { "content-type": contentType },
    url,
  });

/** A feed that must be one. */
export function feedIn(source: string | Uint8Array, contentType = "", url: string | null = AT): Feed {
  const reading = read(source, contentType, url);
  if (!reading.ok) throw new Error(reading.message);
  return reading.feed;
}

export const rss = (items: string, channel = "<title>Courier</title><link>https://courier.example/</link>", attributes = ""): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"${attributes === "" ? "" : ` ${attributes}`}><channel>${channel}${items}</channel></rss>`;

export const atom = (entries: string, head = "<title>Courier</title>", attributes = ""): string =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"${attributes === "" ? "" : ` ${attributes}`}>${head}${entries}</feed>`;

/** One item with an address and the given elements. */
export const item = (inner: string): string => `<item><link>https://courier.example/ferry</link>${inner}</item>`;
/** One entry with an address, an id and the given elements. */
export const entry = (inner: string): string => `<entry><id>tag:1</id><link href="https://courier.example/ferry"/>${inner}</entry>`;

export const urlsOf = ({ entries }: Feed): readonly string[] => entries.map(({ url }) => url);
