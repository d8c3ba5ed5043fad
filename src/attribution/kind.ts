import type { StatementKind } from "../record/statement.ts";
import type { Span } from "../text/span.ts";
import type { Quotation } from "./quotation.ts";

/** Share of the content's words in quotation marks above which a statement is direct: the joint ("that") stays outside. */
const DIRECT_SHARE = 0.8;

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/**
 * Whether a content stands in quotation marks wholly, partly or not at all.
 *
 * @param quotations those that touch the content, in order of their start
 */
export function kindOf(text: string, content: readonly Span[], quotations: readonly Quotation[]): StatementKind {
  let words = 0;
  let quoted = 0;
  for (const span of content) {
    let next = 0;
    let quotedTo = 0;
    for (const match of text.slice(span.start, span.end).matchAll(WORD)) {
      const at = span.start + match.index;
      for (; (quotations[next]?.inner.start ?? Number.POSITIVE_INFINITY) <= at; next++)
        quotedTo = Math.max(quotedTo, quotations[next]?.inner.end ?? 0);
      words++;
      if (at < quotedTo) quoted++;
    }
  }
  if (quoted === 0) return "indirect";
  return quoted / words > DIRECT_SHARE ? "direct" : "mixed";
}
