import { addressFrom } from "./address.ts";
import { baseAt } from "./base.ts";
import { feedDate } from "./date.ts";
import { attributeOf, childrenOf, descendants, firstText, textBelow } from "./elements.ts";
import type { FeedEntry, FoundFeed } from "./feed.ts";
import { titleFrom } from "./words.ts";
import type { XmlElement } from "./xml.ts";

/** Atom 1.0 and 0.3. */
export function readAtom(root: XmlElement, url: string | null): FoundFeed {
  const all = [...descendants(root)].filter(({ local, space }) => local === "entry" && space === root.space);
  const entries = all.filter((entry) => !entry.isCut).map((entry) => entryOf(entry, url));
  const found = entries.filter((entry) => entry !== undefined);
  return {
    format: "atom",
    title: titleOf(root),
    site: linkOf(root, url),
    language: attributeOf(root, "xml:lang") || null,
    found,
    withoutAddress: entries.length - found.length,
    cut: all.length - entries.length + (root.isCut ? 1 : 0),
    sitemaps: [],
    everySeconds: null,
  };
}

function entryOf(entry: XmlElement, base: string | null): FeedEntry | undefined {
  const url = linkOf(entry, base) ?? contentAddress(entry, base) ?? addressFrom(firstText(entry, "id"), null);
  if (url === null) return undefined;
  return {
    id: firstText(entry, "id") ?? url,
    url,
    title: titleOf(entry),
    publishedAt: feedDate(firstText(entry, "published", "issued", "created", "dc:date")),
    modifiedAt: feedDate(firstText(entry, "updated", "modified")),
  };
}

/** The link to the thing itself: `alternate`, which a link without `rel` is; HTML before other types. */
function linkOf(element: XmlElement, outer: string | null): string | null {
  const links = childrenOf(element, "link").filter((link) =>
    /^(?:|alternate|http:\/\/www\.iana\.org\/assignments\/relation\/alternate)$/i.test(attributeOf(link, "rel")),
  );
  const isHtml = (link: XmlElement): boolean => /^(?:|text\/html|application\/xhtml\+xml)$/i.test(attributeOf(link, "type"));
  for (const link of [...links.filter(isHtml), ...links.filter((link) => !isHtml(link))]) {
    const address = addressFrom(attributeOf(link, "href") || textBelow(link), baseAt(link, outer));
    if (address !== null) return address;
  }
  return null;
}

function contentAddress(entry: XmlElement, outer: string | null): string | null {
  const content = childrenOf(entry, "content").find((one) => attributeOf(one, "src") !== "");
  return content === undefined ? null : addressFrom(attributeOf(content, "src"), baseAt(content, outer));
}

/** A title by its type: text, html or xhtml; of Atom 0.3 by its mode as well. */
function titleOf(element: XmlElement): string | null {
  const [title] = childrenOf(element, "title");
  if (title === undefined) return null;
  const [type, mode] = [attributeOf(title, "type").toLowerCase(), attributeOf(title, "mode").toLowerCase()];
  const isHtml = type === "html" || (type === "text/html" && mode !== "xml") || mode === "escaped";
  return titleFrom(textBelow(title), isHtml ? "html" : "text");
}
