import type { StatementContext } from "../../record/context.ts";
import { slice } from "../../text/span.ts";
import { spansOver } from "../../text/span-search.ts";
import { saidAt } from "./said-at.ts";
import type { Saying, Setting } from "./setting.ts";

/** UTF-16 units behind the name of who posted within which the post's date stands. */
const DATE_UNITS = 40;

/**
 * The occasion of an embedded post, "Ana Lind (@analind) May 3, 2031": its link or else the account as the channel, and the
 * date printed behind the account.
 */
export function postOf({ statement }: Saying, setting: Setting): Pick<StatementContext, "channel" | "saidAt"> | null {
  const { text, article } = setting;
  const source = statement.source.find((span) => /@\w/u.test(slice(text, span)));
  if (source === undefined || statement.cue.some((span) => /\p{L}/u.test(slice(text, span)))) return null;
  const account = /@\w+/u.exec(slice(text, source));
  if (account === null) return null;
  const links = statement.content.flatMap((span) => {
    const link = /\bpic\.\w+\.com\/\w+/u.exec(slice(text, span));
    return link === null ? [] : [{ start: span.start + link.index, end: span.start + link.index + link[0].length }];
  });
  const start = source.start + account.index;
  const time = spansOver(article.layers.times, { start: source.end, end: source.end + DATE_UNITS })[0];
  return {
    channel: { kind: "post", ...(links[0] ?? { start, end: start + account[0].length }) },
    saidAt: time === undefined || text.slice(source.end, time.start).includes("\n\n") ? null : saidAt(time),
  };
}
