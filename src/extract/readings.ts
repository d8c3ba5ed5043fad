import type { MetadataOrigin, MetadataReading } from "../article/meta.ts";
import type { Page } from "../article/page.ts";
import { attribute, elements, type HtmlElement, textOf } from "../html/tree.ts";
import { type LinkedArticle, linkedArticles } from "./json-ld.ts";
import type { MetaName } from "./rules.ts";

/** Everything that a page says about itself, by field, best first; fields beyond `Metadata` help to find headline and body. */
export type Readings = ReadonlyMap<string, readonly MetadataReading[]>;

/** Longest value kept of a field, in UTF-16 units; a page may print anything. */
const LONGEST_VALUE = 2000;

/** Reads the page's own metadata under all names that the table knows. */
export function readReadings(root: HtmlElement, page: Page, names: readonly MetaName[]): Readings {
  const sources = sourcesOf(root, page);
  const readings = new Map<string, MetadataReading[]>();
  for (const { field, where, name } of names) {
    const values = field === "body" ? sources(where, name) : sources(where, name).map((value) => value.slice(0, LONGEST_VALUE));
    const list = readings.get(field) ?? [];
    for (const value of values)
      list.push({ from: ORIGIN[where] ?? "meta", at: where === "json-ld" ? `json-ld ${name}` : `${where} ${name}`, value });
    readings.set(field, list);
  }
  const title = [...elements(root)].find((element) => element.tag === "title");
  if (title !== undefined) readings.set("headline", [...(readings.get("headline") ?? []), ...titleReadings(textOf(title))]);
  const html = [...elements(root)].find((element) => element.tag === "html");
  const lang = html === undefined ? "" : attribute(html, "lang") || attribute(html, "xml:lang");
  if (lang !== "") readings.set("language", [{ from: "meta", at: "html lang", value: lang }, ...(readings.get("language") ?? [])]);
  return readings;
}

/** A page's title as it stands, and without the outlet's name that usually ends it. */
function titleReadings(title: string): readonly MetadataReading[] {
  const longest = title.split(/\s+[|–—»·:-]+\s+/u).reduce((best, part) => (part.length > best.length ? part : best), "");
  return [title, longest].filter((value) => value !== "").map((value) => ({ from: "meta", at: "title", value }));
}

const ORIGIN: Readonly<Record<string, MetadataOrigin>> = {
  "json-ld": "json-ld",
  meta: "meta",
  link: "meta",
  header: "headers",
  itemprop: "visible",
  rel: "visible",
};

function sourcesOf(root: HtmlElement, page: Page): (where: string, name: string) => readonly string[] {
  const metas = new Map<string, string[]>();
  const links = new Map<string, string[]>();
  const props = new Map<string, string[]>();
  const rels = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, value: string): void => {
    if (key === "" || value.trim() === "") return;
    map.set(key, [...(map.get(key) ?? []).slice(0, MOST_VALUES), value.trim().replace(/\s+/gu, " ")]);
  };
  for (const element of elements(root)) {
    if (element.tag === "meta") {
      for (const key of ["name", "property", "itemprop", "http-equiv"])
        add(key === "itemprop" ? props : metas, attribute(element, key).toLowerCase(), attribute(element, "content"));
    } else if (element.tag === "a" && attribute(element, "rel") !== "")
      add(rels, attribute(element, "rel").toLowerCase(), shortText(element));
    else if (element.tag === "link") add(links, attribute(element, "rel").toLowerCase(), attribute(element, "href"));
    else if (element.attributes.has("itemprop"))
      add(
        props,
        attribute(element, "itemprop").toLowerCase(),
        attribute(element, "datetime") || attribute(element, "content") || shortText(element),
      );
  }
  const articles: readonly LinkedArticle[] = linkedArticles(root);
  return (where, name) => {
    if (where === "meta") return metas.get(name) ?? [];
    if (where === "link") return links.get(name) ?? [];
    if (where === "rel") return rels.get(name) ?? [];
    if (where === "itemprop") return props.get(name) ?? [];
    if (where === "header") return [page.headers[name] ?? ""].filter((value) => value !== "");
    return articles.find((article) => article.values(name).length > 0)?.values(name) ?? [];
  };
}

/** Values kept under one name: pages with a thousand meta tags of one name exist. */
const MOST_VALUES = 30;
const shortText = (element: HtmlElement): string => textOf(element).slice(0, 200);
