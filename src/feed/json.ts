import { addressFrom } from "./address.ts";
import { feedDate } from "./date.ts";
import type { FeedEntry, FoundFeed } from "./feed.ts";
import { titleFrom } from "./words.ts";

type Fields = Readonly<Record<string, unknown>>;

/** JSON Feed 1.0 and 1.1; `undefined` for JSON that is none. Items and fields of a wrong type are passed over. */
export function readJsonFeed(value: unknown, url: string | null): FoundFeed | undefined {
  if (!isFields(value)) return undefined;
  const version = text(value, "version") ?? "";
  const items = field(value, "items");
  if (!/^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//i.test(version) || !Array.isArray(items)) return undefined;
  const site = addressFrom(text(value, "home_page_url"), url);
  const entries = items.map((item: unknown) => (isFields(item) ? entryOf(item, site ?? url) : undefined));
  const found = entries.filter((entry) => entry !== undefined);
  return {
    format: "json",
    title: titleFrom(text(value, "title") ?? "", "text"),
    site,
    language: text(value, "language"),
    found,
    withoutAddress: entries.length - found.length,
    cut: 0,
    sitemaps: [],
    everySeconds: null,
  };
}

function entryOf(item: Fields, base: string | null): FeedEntry | undefined {
  const url = addressFrom(text(item, "url"), base) ?? addressFrom(text(item, "external_url"), base) ?? addressFrom(text(item, "id"), null);
  if (url === null) return undefined;
  return {
    id: identifier(item) ?? url,
    url,
    title: titleFrom(text(item, "title") ?? "", "text"),
    publishedAt: feedDate(text(item, "date_published")),
    modifiedAt: feedDate(text(item, "date_modified")),
  };
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

const field = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** A string that is not blank. */
function text(fields: Fields, name: string): string | null {
  const value = field(fields, name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** The format asks readers to take an id that is a number. */
function identifier(item: Fields): string | null {
  const id = field(item, "id");
  return typeof id === "number" ? String(id) : text(item, "id");
}
