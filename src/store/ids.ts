import { hash } from "node:crypto";
import type { RecordSpan, RecordStatement } from "../article/record.ts";

/** Hexadecimal digits of a statement's id: 96 bits, so that a billion statements never meet. */
const STATEMENT_DIGITS = 24;

/** A statement's id: from its article and its spans, so that reading again with another model keeps it where they agree. */
export function statementId(digest: string, { source, cue, content }: RecordStatement): string {
  const offsets = (spans: readonly RecordSpan[]): string => spans.map(({ start, end }) => `${start}:${end}`).join(" ");
  return hash("sha256", `${digest}\n${offsets(source)}\n${offsets(cue)}\n${offsets(content)}`).slice(0, STATEMENT_DIGITS);
}
