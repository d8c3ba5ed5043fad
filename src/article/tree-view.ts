import type { Span } from "../text/span.ts";
import { spansOver } from "../text/span-search.ts";
import type { Arc, Article, Token } from "./article.ts";

/** The trees of an article, ready for asking in both directions. */
export interface TreeView {
  readonly tokens: readonly Token[];
  readonly trees: readonly Arc[];
  /** For each token the numbers of those that hang on it, in order. */
  readonly children: readonly (readonly number[])[];
  /** The numbers of the tokens that share a unit with a place, in order. */
  over(place: Span): readonly number[];
}

/** Prepares the trees of an article. */
export function treeView({ layers: { tokens, trees } }: Article<"tokens" | "trees">): TreeView {
  const children: number[][] = tokens.map(() => []);
  trees.forEach(({ head }, index) => {
    if (head >= 0) children[head]?.push(index);
  });
  const numbers = new Map(tokens.map((token, index) => [token, index]));
  return { tokens, trees, children, over: (place) => spansOver(tokens, place).flatMap((token) => numbers.get(token) ?? []) };
}
