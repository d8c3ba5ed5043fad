import { decodeHTML } from "entities";
import { asShown, type Run, referenceAsShown } from "./writer.ts";

/**
 * The text that follows from a decoded page and the origin of a text: what `verify` compares with the text itself.
 *
 * A run without source separates two blocks; one of equal length repeats the source with white space as spaces; any
 * other is one character reference, a `br` that breaks the line, or another tag that sets words apart.
 */
export function rebuildText(decodedPage: string, origin: readonly Run[]): string {
  return origin.map((run) => rebuildRun(decodedPage.slice(run.from, run.to), run)).join("");
}

function rebuildRun(source: string, run: Run): string {
  if (run.from === run.to) return "\n\n";
  if (run.end - run.start === run.to - run.from) return asShown(source);
  if (source.startsWith("<")) return LINE_BREAK.test(source) ? "\n" : " ";
  return referenceAsShown(decodeHTML(source));
}

const LINE_BREAK = /^<br/iu;
