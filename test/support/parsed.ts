import type { Arc, Article, Mention, MentionType, Token } from "../../src/article/article.ts";
import { NO_METADATA } from "../../src/article/meta.ts";
import { type Span, slice } from "../../src/text/span.ts";
import { spansOver } from "../../src/text/span-search.ts";
import { articleFrom } from "./marked.ts";

/** What a parsed article is told beside its marked-up text. */
export interface Parse {
  /** `form UPOS XPOS relation>head` of the tokens that matter, the head by its form in the same sentence; all others hang loosely. */
  readonly tree: string;
  /** `words type`, joined by a semicolon: the first such words of the text are a mention. */
  readonly mentions?: string;
  readonly publishedAt?: string;
}

/** An article with trees and mentions as told, from marked-up text (test/support/marked.ts). */
export function parsedFrom(
  marked: string,
  { tree, mentions = "", publishedAt }: Parse,
): Article<"words" | "tokens" | "sentences" | "trees" | "mentions" | "marks"> {
  const article = articleFrom(marked);
  const { text } = article;
  const told = tree
    .trim()
    .split(/\s*\n\s*/)
    .map(readArc);
  const tokens: Token[] = article.layers.words.map((word) => ({
    ...word,
    upos: "X",
    xpos: "X",
    lemma: slice(text, word).toLowerCase(),
    feats: "",
  }));
  const trees: Arc[] = tokens.map(() => ({ head: -1, relation: "dep" }));
  for (const sentence of article.layers.sentences) {
    const inside = spansOver(tokens, sentence).map((token) => tokens.indexOf(token));
    const at = (form: string): number => inside.find((index) => slice(text, tokens[index] as Token) === form) ?? -1;
    for (const { form, upos, xpos, relation, head } of told) {
      const index = at(form);
      if (index < 0) continue;
      tokens[index] = { ...(tokens[index] as Token), upos, xpos };
      trees[index] = { head: at(head), relation };
    }
  }
  const layers = { ...article.layers, tokens, trees, mentions: readMentions(mentions, text) };
  return { ...article, layers, meta: { ...NO_METADATA, publishedAt: publishedAt || null } };
}

function readArc(line: string): { form: string; upos: string; xpos: string; relation: string; head: string } {
  const [form = "", upos = "", xpos = "", arc = ""] = line.split(" ");
  const [relation = "", head = ""] = arc.split(">");
  return { form, upos, xpos, relation, head };
}

const readMentions = (told: string, text: string): Mention[] =>
  told
    .split(";")
    .map((one) => /^\s*(?<words>.+) (?<type>\w+)\s*$/.exec(one)?.groups)
    .flatMap((one) =>
      one === undefined
        ? []
        : [{ ...placeOf(text, one["words"] ?? ""), type: one["type"] as MentionType, form: "name" as const, score: 1 }],
    )
    .sort((a, b) => a.start - b.start);

function placeOf(text: string, words: string): Span {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`no ${words} in ${text}`);
  return { start, end: start + words.length };
}
