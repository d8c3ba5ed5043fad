import type { Token } from "../../article/article.ts";
import type { Time } from "../../article/time.ts";
import type { SaidAt } from "../../record/context.ts";
import { overlaps } from "../../text/span.ts";
import { spansOver } from "../../text/span-search.ts";
import type { Saying, Setting } from "./setting.ts";

/** Relations that lead from a time up to the saying; a clause between the two has its own time. */
const UP = /^(?:obl|nmod|compound|amod|advmod|nummod|appos|obj|conj|dep|flat|case|fixed|punct|list|parataxis|iobj|root|acl)/;
/** Heads that are climbed at most. */
const MOST_HEADS = 8;

/** When the saying says that it was said: a time beside the content that hangs on the cue, not on a clause of its own. */
export function saidAtOf(saying: Saying, setting: Setting): SaidAt | null {
  const { statement, sentence, anchor } = saying;
  const outside = new Set(saying.tokens);
  const times = spansOver(setting.article.layers.times, sentence).filter((time) => {
    if (statement.source.some((span) => overlaps(span, time))) return false;
    const tokens = setting.view.over(time);
    return tokens.length > 0 && tokens.every((index) => outside.has(index)) && belongs(tokens, saying, setting);
  });
  const [time] = times.toSorted((a, b) => distance(a, anchor) - distance(b, anchor));
  return time === undefined ? null : saidAt(time);
}

/** A time of the text as the time of a saying. */
export const saidAt = ({ start, end, date, from, to, precision }: Time): SaidAt => ({ start, end, date, from, to, precision });

const distance = ({ start, end }: Time, anchor: number): number => (end <= anchor ? anchor - end : Math.max(0, start - anchor));

/** The time stands in the cue, or its head is the cue's verb, or a clause that the cue's verb belongs to. */
function belongs(tokens: readonly number[], { statement, head }: Saying, { view }: Setting): boolean {
  if (tokens.some((index) => statement.cue.some((span) => overlaps(span, view.tokens[index] as Token)))) return true;
  if (head === undefined) return false;
  const above = new Set(pathOf(head, view.trees));
  let at = tokens.find((index) => !tokens.includes(view.trees[index]?.head ?? -1)) ?? -1;
  for (let step = 0; at >= 0 && step < MOST_HEADS; step++) {
    if (above.has(at)) return true;
    if (!UP.test(view.trees[at]?.relation ?? "")) return false;
    at = view.trees[at]?.head ?? -1;
  }
  return false;
}

function pathOf(index: number, trees: Setting["view"]["trees"]): readonly number[] {
  const path = [index];
  for (let at = trees[index]?.head ?? -1; at >= 0 && path.length < 2 * MOST_HEADS; at = trees[at]?.head ?? -1) path.push(at);
  return path;
}
