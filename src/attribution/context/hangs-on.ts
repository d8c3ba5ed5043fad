import type { Token } from "../../article/article.ts";
import { overlaps } from "../../text/span.ts";
import type { Saying, Setting } from "./setting.ts";
import { topOf } from "./top-of.ts";

/** Relations that lead from a time or an occasion up to the saying; a clause between the two has its own. */
const UP = /^(?:obl|nmod|compound|amod|advmod|nummod|appos|obj|conj|dep|flat|case|fixed|punct|list|parataxis|iobj|root|acl)/;
/** Heads that are climbed at most. */
const MOST_HEADS = 8;

/** Whether tokens stand in the cue, or hang on its verb or on a clause that its verb belongs to. */
export function hangsOn(tokens: readonly number[], { statement, head }: Saying, { view }: Setting): boolean {
  if (tokens.some((index) => statement.cue.some((span) => overlaps(span, view.tokens[index] as Token)))) return true;
  if (head === undefined) return false;
  const above = pathOf(head, view.trees);
  let at = topOf(tokens, view.trees) ?? -1;
  for (let step = 0; at >= 0 && step < MOST_HEADS; step++) {
    if (above.has(at)) return true;
    if (!UP.test(view.trees[at]?.relation ?? "")) return false;
    at = view.trees[at]?.head ?? -1;
  }
  return false;
}

type Trees = Setting["view"]["trees"];

function pathOf(index: number, trees: Trees): ReadonlySet<number> {
  const path = new Set([index]);
  for (let at = trees[index]?.head ?? -1; at >= 0 && path.size < 2 * MOST_HEADS; at = trees[at]?.head ?? -1) path.add(at);
  return path;
}
