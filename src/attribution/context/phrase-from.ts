import type { Token } from "../../article/article.ts";
import { overlaps, type Span, slice } from "../../text/span.ts";
import { spansOver } from "../../text/span-search.ts";
import type { Setting } from "./setting.ts";

/** Tokens of a plain noun phrase. */
const INSIDE = new Set(["DET", "ADJ", "NUM", "NOUN", "PROPN", "SYM"]);
/** Tokens that it has at most. */
const MOST_TOKENS = 12;

/** The plain noun phrase that begins right behind a place, before any time: "the council of Port Hallam", "her". */
export function phraseFrom(from: number, { view, text, article }: Setting): Span | undefined {
  const space = /^\s+/u.exec(text.slice(from, from + 3))?.[0].length;
  const first = space === undefined ? undefined : view.over({ start: from + space, end: from + space + 1 })[0];
  if (first === undefined || view.tokens[first]?.start !== from + (space ?? 0)) return undefined;
  let last = -1;
  for (let index = first; index < first + MOST_TOKENS; index++) {
    const token = view.tokens[index];
    if (token === undefined || isTime(token, article.layers.times)) break;
    if (token.upos === "PRON") {
      if (index !== first || !token.xpos.startsWith("PRP")) break;
      last = index;
      if (!/^(?:PRP\$|WP\$)$/.test(token.xpos)) break;
    } else if (INSIDE.has(token.upos) || (token.upos === "VERB" && view.trees[index]?.relation === "amod")) last = index;
    else if (!isLink(index, first, view.tokens, text)) break;
  }
  const end = view.tokens[last];
  return end === undefined || last < first || !isNominal(end) ? undefined : { start: from + (space ?? 0), end: end.end };
}

const isTime = (token: Token, times: readonly Span[]): boolean => spansOver(times, token).some((time) => overlaps(time, token));
const isNominal = ({ upos }: Token): boolean => upos === "NOUN" || upos === "PROPN" || upos === "PRON" || upos === "ADJ" || upos === "NUM";

/** A genitive mark, a hyphen, or "of" before a noun. */
function isLink(index: number, first: number, tokens: readonly Token[], text: string): boolean {
  const [token, next] = [tokens[index], tokens[index + 1]];
  if (token === undefined || next === undefined || index === first) return false;
  const form = slice(text, token);
  return /^(?:['’]s?|-|of)$/u.test(form) && (INSIDE.has(next.upos) || /^(?:['’]s?|-)$/u.test(form));
}
