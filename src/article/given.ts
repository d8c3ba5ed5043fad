import { SaysoError } from "../errors.ts";
import type { Article, LayerName, Layers } from "./article.ts";

/** What `made` says of a layer that came with its article: no step made it, and none replaces it. */
export const GIVEN = "given";

/** What the caller knows about an input beside its bytes. */
export interface Given {
  /** Canonical address. */
  readonly url?: string;
  /** RFC 3339 or a date alone. */
  readonly publishedAt?: string;
}

/**
 * The article with layers that came with it; no step replaces them.
 *
 * Sentences without tokens are no more than a wish: the reading step ends its own sentences there, as far as its
 * tokens allow, so that tokens, trees and sentences always fit each other.
 */
export function withGiven(article: Article, layers: Readonly<Partial<Layers>>): Article {
  const names = layers.tokens === undefined ? [] : (Object.keys(layers) as LayerName[]);
  const made = Object.fromEntries(names.map((name) => [name, GIVEN]));
  return { ...article, layers: { ...article.layers, ...layers }, made: { ...article.made, ...made } };
}

/** What the caller says about an input, checked. @throws SaysoError E_FIELD. */
export function checkGiven(url: string | undefined, publishedAt: string | undefined): Given {
  if (url !== undefined && !(URL.canParse(url) && /^https?:/i.test(url)))
    throw wrong(`"url" is not an http or https address: ${shown(url)}`);
  if (publishedAt !== undefined && !isDate(publishedAt))
    throw wrong(`"publishedAt" is neither an RFC 3339 time nor a date: ${shown(publishedAt)}`);
  return { ...(url === undefined ? {} : { url }), ...(publishedAt === undefined ? {} : { publishedAt }) };
}

function isDate(written: string): boolean {
  const form = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)?)?$/.exec(written);
  if (form === null) return false;
  const [, year, month, day] = form.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day && !Number.isNaN(Date.parse(written.replace(" ", "T")));
}

const wrong = (message: string): SaysoError => new SaysoError("E_FIELD", message);
const shown = (value: string): string => JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
