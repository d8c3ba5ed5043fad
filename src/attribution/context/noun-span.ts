import type { Token } from "../../article/article.ts";
import type { TreeView } from "../../article/tree-view.ts";
import type { Span } from "../../text/span.ts";

/** Relations of what stands before a noun and belongs to it. */
const BEFORE = /^(?:det|amod|compound|nummod|nmod:poss|nmod|flat|punct|case|advmod|det:predet|obl:tmod|nmod:tmod)$/;
/** Tokens that the complement of a noun may have. */
const MOST_BEHIND = 8;

/** A noun with its determiner and what describes it, and behind it "with", "of" or "to" and a noun: "a phone interview with Radio Nord". */
export function nounSpan(at: number, view: TreeView, within: ReadonlySet<number>): Span {
  let first = at;
  while (isBefore(first - 1, at, view) && within.has(first - 1)) first--;
  while (first < at && /^(?:ADP|PUNCT|CCONJ|PART)$/.test(view.tokens[first]?.upos ?? "")) first++;
  const last = lastOf(at, view, within);
  return { start: (view.tokens[first] as Token).start, end: (view.tokens[last] as Token).end };
}

/** Whether a token hangs on the noun from before, itself or through others that do. */
function isBefore(index: number, noun: number, { tokens, trees }: TreeView): boolean {
  if (index < 0 || tokens[index]?.upos === "VERB" || (tokens[index]?.upos === "ADP" && trees[index]?.head === noun)) return false;
  let at = index;
  for (let steps = 0; steps < MOST_BEHIND && at >= 0 && at < noun; steps++) {
    if (!BEFORE.test(trees[at]?.relation ?? "")) return false;
    at = trees[at]?.head ?? -1;
    if (at === noun) return true;
  }
  return false;
}

function lastOf(at: number, { tokens, trees }: TreeView, within: ReadonlySet<number>): number {
  const particle = tokens[at + 1];
  if (particle === undefined || !/^(?:with|of|to)$/.test(particle.lemma) || !within.has(at + 1)) return at;
  const complement = trees[at + 1]?.head ?? -1;
  if (complement <= at || complement - at > MOST_BEHIND || trees[complement]?.head !== at) return at;
  for (let index = at + 1; index <= complement; index++) if (!within.has(index)) return at;
  let last = complement;
  while (trees[last + 1]?.head === complement && trees[last + 1]?.relation === "flat" && within.has(last + 1)) last++;
  return last;
}
