import { SaysoError } from "../errors.ts";
import { decodeFeed, type Undecoded } from "../html/charset.ts";
import type { Resources } from "../resource/resources.ts";
import { addressFrom } from "./address.ts";
import { attributeOf, childrenOf, descendants } from "./elements.ts";
import { readNamespaces } from "./namespaces.ts";
import { titleFrom } from "./words.ts";
import { parseXml, type XmlElement } from "./xml.ts";

/** One line of a list of feeds: a feed, a folder, or both. */
export interface Outline {
  readonly title: string | null;
  /** Where the feed is; null for a folder. */
  readonly feedUrl: string | null;
  readonly siteUrl: string | null;
  /** Sayso's own settings, such as `every` or `robots`, as written. */
  readonly settings: Readonly<Record<string, string>>;
  /** All other attributes, with their prefixes, as written, so that nothing of another program's list is lost. */
  readonly others: Readonly<Record<string, string>>;
  readonly children: readonly Outline[];
}

/** A list of feeds, as OPML 1.0 and 2.0 write it. */
export interface FeedList {
  readonly title: string | null;
  /** Namespaces that `others` need, by prefix. */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly outlines: readonly Outline[];
}

/** The namespace of Sayso's settings in OPML; the address is reserved by RFC 2606 until the project has one of its own. */
export const OPML_NAMESPACE = "https://sayso.example/opml";

/** Outlines that one list may hold. */
const MOST_OUTLINES = 20_000;

/**
 * A list of feeds from OPML. Broken markup and unknown attributes do no harm; a feed whose address cannot be fetched
 * becomes a folder without children.
 *
 * @throws SaysoError E_FEED when it is not OPML, E_TOO_LARGE, E_TOO_DEEP; E_RESOURCE or E_LEXICON.
 */
export async function readOpml(list: Undecoded, resources: Resources): Promise<FeedList> {
  const tree = parseXml(decodeFeed(list).text, await readNamespaces(resources));
  const root = [...descendants(tree, 2)].find(({ local }) => local === "opml");
  if (root === undefined) throw new SaysoError("E_FEED", "it is not a list of feeds (OPML)");
  const body = childrenOf(root, "body")[0] ?? root;
  let count = 0;
  const outlineOf = (element: XmlElement): Outline => {
    if (++count > MOST_OUTLINES) throw new SaysoError("E_TOO_LARGE", `the list has more than ${MOST_OUTLINES} feeds`);
    return { ...ownOf(element), children: childrenOf(element, "outline").map(outlineOf) };
  };
  const [head] = childrenOf(root, "head");
  const title = head === undefined ? undefined : childrenOf(head, "title")[0];
  return {
    title: title === undefined ? null : titleFrom(title.children.filter((child) => typeof child === "string").join(""), "text"),
    namespaces: namespacesOf(root),
    outlines: childrenOf(body, "outline").map(outlineOf),
  };
}

/** Attributes that OPML itself gives a meaning here. */
const KNOWN = new Set(["title", "text", "xmlurl", "htmlurl"]);

function ownOf(element: XmlElement): Omit<Outline, "children"> {
  const settings: Record<string, string> = {};
  const others: Record<string, string> = {};
  for (const [name, { written, value }] of element.attributes) {
    if (name.startsWith("sayso:")) settings[written.slice(written.indexOf(":") + 1)] = value;
    else if (!KNOWN.has(name) && !/^xmlns(?::|$)/i.test(written)) others[written] = value;
  }
  return {
    title: titleFrom(attributeOf(element, "title") || attributeOf(element, "text"), "text"),
    feedUrl: addressFrom(attributeOf(element, "xmlurl"), null),
    siteUrl: addressFrom(attributeOf(element, "htmlurl"), null),
    settings,
    others,
  };
}

/** Prefixes that are declared anywhere in the list; the first declaration of a prefix counts. */
function namespacesOf(root: XmlElement): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const element of [root, ...descendants(root)])
    for (const [prefix, namespace] of element.declared) if (prefix !== "" && namespace !== OPML_NAMESPACE) found[prefix] ??= namespace;
  return found;
}

/** The list as OPML 2.0. */
export function writeOpml({ title, namespaces, outlines }: FeedList): string {
  const declared = [["sayso", OPML_NAMESPACE], ...Object.entries(namespaces).filter(([prefix]) => prefix !== "sayso")];
  const attributes = declared.map(([prefix, namespace]) => ` xmlns:${prefix}="${escaped(namespace ?? "")}"`).join("");
  const prefixes = new Set(declared.map(([prefix]) => prefix ?? ""));
  const lines = outlines.flatMap((outline) => outlineLines(outline, "    ", prefixes));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<opml version="2.0"${attributes}>`,
    `  <head>${title === null ? "" : `<title>${escaped(title)}</title>`}</head>`,
    "  <body>",
    ...lines,
    "  </body>",
    "</opml>",
    "",
  ].join("\n");
}

function outlineLines(outline: Outline, indent: string, prefixes: ReadonlySet<string>): readonly string[] {
  const { title, feedUrl, siteUrl, settings, others, children } = outline;
  const written: [string, string][] = [["text", title ?? feedUrl ?? ""]];
  if (title !== null) written.push(["title", title]);
  if (feedUrl !== null) written.push(...(hasName(others, "type") ? [] : [["type", "rss"] as [string, string]]), ["xmlUrl", feedUrl]);
  if (siteUrl !== null) written.push(["htmlUrl", siteUrl]);
  for (const [name, value] of Object.entries(settings)) if (NAME.test(name)) written.push([`sayso:${name}`, value]);
  for (const [name, value] of Object.entries(others)) if (isWritable(name, prefixes)) written.push([name, value]);
  const head = `${indent}<outline${written.map(([name, value]) => ` ${name}="${escaped(value)}"`).join("")}`;
  if (children.length === 0) return [`${head}/>`];
  return [`${head}>`, ...children.flatMap((child) => outlineLines(child, `${indent}  `, prefixes)), `${indent}</outline>`];
}

const NAME = /^[A-Za-z_][\w.-]*$/;

const hasName = (others: Readonly<Record<string, string>>, name: string): boolean =>
  Object.keys(others).some((one) => one.toLowerCase() === name);

/** Whether an attribute can be written again: a name of XML whose prefix is declared. */
function isWritable(name: string, prefixes: ReadonlySet<string>): boolean {
  const [first = "", second, ...rest] = name.split(":");
  if (second === undefined) return NAME.test(first);
  return rest.length === 0 && NAME.test(second) && NAME.test(first) && (first === "xml" || prefixes.has(first.toLowerCase()));
}

/** Text as an attribute or element may hold it; characters that XML cannot hold become replacement characters. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

/** Every feed of a list with the titles of the folders that it lies in, outermost first. */
export function* feedsOf(
  outlines: readonly Outline[],
  folders: readonly string[] = [],
): Generator<{
  readonly outline: Outline;
  readonly folders: readonly string[];
}> {
  for (const outline of outlines) {
    if (outline.feedUrl !== null) yield { outline, folders };
    yield* feedsOf(outline.children, outline.title === null || outline.feedUrl !== null ? folders : [...folders, outline.title]);
  }
}
