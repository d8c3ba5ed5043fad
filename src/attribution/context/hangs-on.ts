import type { Token } from "../../article/article.ts";
import { overlaps, slice } from "../../text/span.ts";
import type { Saying, Setting } from "./setting.ts";
import { topOf } from "./top-of.ts";
import { verbLemma } from "./words.ts";

/** Relations that lead from a time or an occasion up to the saying; a clause between the two has its own. */
const UP = /^(?:obl|nmod|compound|amod|advmod|nummod|appos|obj|conj|dep|flat|case|fixed|punct|list|parataxis|iobj|root|acl)/;
/** Heads that are climbed at most. */
const MOST_HEADS = 8;

/** Whether tokens stand in the cue, or hang on its verb or on a clause that its verb belongs to. */
export function hangsOn(tokens: readonly number[], { statement, head }: Saying, setting: Setting): boolean {
  const { view } = setting;
  if (tokens.some((index) => statement.cue.some((span) => overlaps(span, view.tokens[index] as Token)))) return true;
  if (head === undefined) return false;
  const above = pathOf(head, view);
  let at = topOf(tokens, view.trees) ?? -1;
  for (let step = 0; at >= 0 && step < MOST_HEADS; step++) {
    if (above.has(at)) return true;
    if (!UP.test(view.trees[at]?.relation ?? "") && !isAppearance(at, setting)) return false;
    at = view.trees[at]?.head ?? -1;
  }
  return false;
}

/** "Speaking on Monday, Lind said": a verb that tells of the occasion for another one. */
function isAppearance(at: number, { view, text, words }: Setting): boolean {
  const token = view.tokens[at];
  if (token === undefined || view.trees[at]?.relation !== "advcl") return false;
  return words.addresseePlaces.get(verbLemma(words, slice(text, token), token.lemma))?.has("beside") === true;
}

/** Words that part the time of their clause from that of the clause above. */
const APART = /^(?:after|before|until|since|though|although|while|because|whereas)$/;

/** The heads above a token, up to a clause that has its own time. */
function pathOf(index: number, { trees, tokens, children }: Setting["view"]): ReadonlySet<number> {
  const path = new Set([index]);
  const isApart = (at: number): boolean =>
    trees[at]?.relation.startsWith("advcl") === true &&
    (children[at] ?? []).some((child) => trees[child]?.relation === "mark" && APART.test(tokens[child]?.lemma ?? ""));
  for (let at = index; at >= 0 && !isApart(at) && path.size < 2 * MOST_HEADS; at = trees[at]?.head ?? -1) path.add(at);
  return path;
}
