import type { Time } from "../../article/time.ts";
import type { SaidAt } from "../../record/context.ts";
import { overlaps } from "../../text/span.ts";
import { spansOver } from "../../text/span-search.ts";
import { hangsOn } from "./hangs-on.ts";
import type { Saying, Setting } from "./setting.ts";
import { topOf } from "./top-of.ts";

/** When the saying says that it was said: a time beside the content that hangs on the cue, not on a clause of its own. */
export function saidAtOf(saying: Saying, setting: Setting): SaidAt | null {
  const { statement, sentence, anchor } = saying;
  const outside = new Set(saying.tokens);
  const datelines = setting.article.blocks.filter(({ kind }) => kind === "dateline");
  const times = spansOver(setting.article.layers.times, sentence).filter((time) => {
    if (isBound(time, setting) || datelines.some((dateline) => overlaps(dateline, time))) return false;
    const tokens = setting.view.over(time);
    if (tokens.length === 0 || !tokens.every((index) => outside.has(index))) return false;
    return statement.source.some((span) => overlaps(span, time)) ? ofSource(tokens, saying, setting) : hangsOn(tokens, saying, setting);
  });
  const [time] = times.toSorted((a, b) => distance(a, anchor) - distance(b, anchor));
  return time === undefined ? null : saidAt(time);
}

/** "Until Thursday", "ahead of Monday's vote": the end or the beginning of something, or what a day is for. */
const isBound = ({ start }: Time, { text }: Setting): boolean =>
  /\b(?:until|till|since|before|after|ahead of|by|for)\s+(?:the\s+)?$/iu.test(text.slice(Math.max(0, start - BOUND_UNITS), start));

/** UTF-16 units before a time in which such a word stands. */
const BOUND_UNITS = 14;

/** A time of the text as the time of a saying. */
export const saidAt = ({ start, end, date, from, to, precision }: Time): SaidAt => ({ start, end, date, from, to, precision });

const distance = ({ start, end }: Time, anchor: number): number => (end <= anchor ? anchor - end : Math.max(0, start - anchor));

/** "Lind on Tuesday said": a time printed with the source that hangs on the cue's verb itself. */
function ofSource(tokens: readonly number[], { head }: Saying, { view }: Setting): boolean {
  const top = topOf(tokens, view.trees);
  return top !== undefined && head !== undefined && view.trees[top]?.head === head;
}
