import type { Article, Mention, Token } from "../article/article.ts";
import { overlaps, type Span, slice } from "../text/span.ts";
import { firstEndingAfter, spanAt } from "../text/span-search.ts";
import type { Knowledge } from "./knowledge.ts";

/** The layers that this room reads. */
export type Read = "sentences" | "tokens" | "trees" | "mentions" | "statements";

/** A token with its place in the tree and in the text; `head` and `children` are numbers of tokens. */
export interface Node extends Token {
  readonly number: number;
  /** As written. */
  readonly form: string;
  readonly lower: string;
  readonly head: number;
  readonly relation: string;
  readonly children: number[];
  readonly sentence: number;
  /** Whether a statement's quoted content holds it. */
  readonly quoted: boolean;
  readonly inHeadline: boolean;
}

/** One article as this room sees it. */
export interface Scene {
  readonly text: string;
  readonly nodes: readonly Node[];
  readonly mentions: readonly Mention[];
  readonly article: Article<Read>;
  readonly knowledge: Knowledge;
}

/** An article's tokens with what surrounds them. */
export function sceneOf(article: Article<Read>, knowledge: Knowledge): Scene {
  const { tokens, trees, sentences, mentions } = article.layers;
  const { text, blocks } = article;
  const quotes = quotedSpans(article);
  const headlines = blocks.filter(({ kind }) => kind === "headline" || kind === "subheading");
  const nodes = tokens.map((token, number): Node => {
    const form = slice(text, token);
    return {
      ...token,
      number,
      form,
      lower: form.toLowerCase().replaceAll("’", "'"),
      head: trees[number]?.head ?? -1,
      relation: trees[number]?.relation ?? "dep",
      children: [],
      sentence: firstEndingAfter(sentences, token.start),
      quoted: spanAt(quotes, token.start) !== undefined,
      inHeadline: headlines.some((block) => overlaps(block, token)),
    };
  });
  for (const node of nodes) nodes[node.head]?.children.push(node.number);
  return { text, nodes, mentions, article, knowledge };
}

/** What stands in quotation marks, by the statements that carry it: contents of direct ones. */
function quotedSpans({ layers, text }: Article<Read>): readonly Span[] {
  const found: Span[] = [];
  let reached = 0;
  const all = layers.statements.flatMap(({ content, kind, parent }) => (parent === null && kind !== "indirect" ? content : []));
  for (const span of all.toSorted((a, b) => a.start - b.start))
    for (const match of text.slice(span.start, span.end).matchAll(/["“][^"”]*(?:["”]|$)/gu)) {
      const start = Math.max(reached, span.start + match.index);
      const end = span.start + match.index + match[0].length;
      if (end <= start) continue;
      found.push({ start, end });
      reached = end;
    }
  return found;
}

/** The numbers of the tokens in a span: the first, and one after the last. */
export function tokensIn(scene: Scene, span: Span): { readonly first: number; readonly end: number } {
  const first = firstEndingAfter(scene.nodes, span.start);
  let end = first;
  while ((scene.nodes[end]?.start ?? Number.POSITIVE_INFINITY) < span.end) end++;
  return { first, end };
}

/** The token of a run whose head lies outside; the first that is no punctuation. */
export function headIn({ nodes }: Scene, first: number, end: number): Node | undefined {
  const run = nodes.slice(first, end);
  const outside = run.filter(({ head }) => head < first || head >= end);
  return outside.find(({ upos }) => upos !== "PUNCT" && upos !== "ADP" && upos !== "CCONJ") ?? outside[0] ?? run[0];
}
