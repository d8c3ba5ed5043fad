import { decodeHTML } from "entities";
import { attribute, elements, type HtmlElement, nodeText } from "../html/tree.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One object of a page's JSON-LD that describes an article, with its properties as text. */
export interface LinkedArticle {
  readonly types: readonly string[];
  /** The values of a property as text: a string, the name or address of an object, each of a list. */
  values(property: string): readonly string[];
}

/** Nested objects deeper than this are not read. */
const DEPTH_READ = 12;

/** Every article that a page describes in JSON-LD, those of a news type first; broken JSON is repaired or passed over. */
export function linkedArticles(root: HtmlElement): readonly LinkedArticle[] {
  const found: LinkedArticle[] = [];
  for (const element of elements(root)) {
    if (element.tag !== "script" || !/ld\+json/iu.test(attribute(element, "type"))) continue;
    const source = element.children.map((child) => (child.type === "text" ? nodeText(child) : "")).join("");
    const parsed = lenientJson(source);
    if (parsed !== undefined) collect(parsed, found, 0);
  }
  return found.sort((a, b) => Number(isNews(b)) - Number(isNews(a)));
}

const ARTICLE_TYPE = /(?:article|posting|report|review)$/iu;
const isNews = (article: LinkedArticle): boolean => article.types.some((type) => /news|article/iu.test(type));

function collect(value: Json, found: LinkedArticle[], depth: number): void {
  if (depth > DEPTH_READ || value === null || typeof value !== "object") return;
  if (isList(value)) {
    for (const item of value) collect(item, found, depth + 1);
    return;
  }
  const types = asTexts(value["@type"]).map((type) => type.replace(/^.*[/#:]/u, ""));
  if (types.some((type) => ARTICLE_TYPE.test(type))) found.push({ types, values: (property) => asTexts(value[property]) });
  for (const [key, inner] of Object.entries(value)) if (!NOT_ITSELF.test(key)) collect(inner, found, depth + 1);
}

/** Properties whose articles are other articles. */
const NOT_ITSELF = /^(?:isPartOf|hasPart|mentions|citation|relatedLink|isBasedOn|itemListElement|comment|review|significantLinks?)$/u;

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function asTexts(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null || typeof value === "boolean") return [];
  if (typeof value === "string" || typeof value === "number") {
    const text = decodeHTML(String(value)).trim();
    return text === "" ? [] : [text];
  }
  if (isList(value)) return value.flatMap((item) => asTexts(item));
  for (const key of ["name", "@value", "@id", "url"]) {
    const texts = asTexts(value[key]);
    if (texts.length > 0) return texts;
  }
  return [];
}

/** JSON as pages write it: in comments, with raw line ends in strings, with commas too many. */
function lenientJson(source: string): Json | undefined {
  const plain = source.replace(
    /^\s*(?:<!--|<!\[CDATA\[|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)+|(?:-->|\/\/\s*\]\]>|\]\]>|\/\*\s*\]\]>\s*\*\/|;)\s*$/gu,
    "",
  );
  const attempts = [plain, plain.replace(/\p{Cc}+/gu, " "), plain.replace(/\p{Cc}+/gu, " ").replace(/,\s*([}\]])/gu, "$1")];
  for (const attempt of attempts) {
    try {
      return JSON.parse(attempt) as Json;
    } catch {
      // The next attempt is more forgiving; a page whose JSON-LD cannot be read has other metadata.
    }
  }
  return undefined;
}
