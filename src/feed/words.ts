import { decodeHTML } from "entities";
import { parseHtml } from "../html/parse.ts";
import { textOf } from "../html/tree.ts";

/** UTF-16 units of a title that are kept; an unclosed section can hold a whole feed. */
const LONGEST_TITLE = 500;

/** A title as plain text on one line, or null when nothing is left. `html` where the feed says, or is known, to mean HTML. */
export function titleFrom(written: string, means: "html" | "text"): string | null {
  const cut = written.slice(0, 20 * LONGEST_TITLE);
  const text = means === "html" && MARKUP.test(cut) ? textOf(parseHtml(cut.replace(UNSHOWN, " "))) : decodeHTML(cut);
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  return line === "" ? null : line.slice(0, LONGEST_TITLE).toWellFormed();
}

/** Tags that stand in titles; other words between angle brackets are the title's own. */
const MARKUP =
  /<\/?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h\d|i|img|ins|li|mark|p|q|s|script|small|span|strong|style|sub|sup|u|ul)\b[^<>]*>/i;

const UNSHOWN = /<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
