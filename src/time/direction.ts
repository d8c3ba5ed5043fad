import type { Token } from "../article/article.ts";
import type { TreeView } from "../article/tree-view.ts";
import type { Span } from "../text/span.ts";
import type { Direction } from "./resolve.ts";

/** Heads that are climbed at most; no sentence of a report is deeper. */
const MOST_HEADS = 40;

/**
 * Whether an expression points back or ahead, by the verb that it hangs on: ahead with "will", "may" and their like and
 * with an infinitive, back with a verb of the past.
 */
export function directionAt(place: Span, trees: TreeView): Direction {
  let at = trees.over(place).at(-1) ?? -1;
  for (let step = 0; at >= 0 && step < MOST_HEADS; step++) {
    if (isVerb(trees.tokens[at])) return directionOf(at, trees);
    at = trees.trees[at]?.head ?? -1;
  }
  return "unclear";
}

const isVerb = (token: Token | undefined): boolean => token !== undefined && (token.upos === "VERB" || token.upos === "AUX");

/** A modal or the "to" of an infinitive hangs on a verb that looks ahead; "could have" and "to have" look back. */
function directionOf(at: number, { tokens, children }: TreeView): Direction {
  const helpers = (children[at] ?? []).flatMap((child) => tokens[child] ?? []).filter(({ upos, xpos }) => upos === "AUX" || xpos === "TO");
  if (helpers.some(({ lemma, xpos }) => lemma === "have" || xpos === "VBD")) return "past";
  if (tokens[at]?.xpos === "MD" || helpers.some(({ xpos }) => xpos === "MD" || xpos === "TO")) return "future";
  return tokens[at]?.xpos === "VBD" || (tokens[at]?.xpos === "VBN" && helpers.length === 0) ? "past" : "unclear";
}
