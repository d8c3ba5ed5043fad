import { readFileSync } from "node:fs";
import type { Row } from "./read-cases.ts";

/** The document whose middle is written by `test/conformance/report.ts`. */
export const LIMITS = new URL("../../docs/limits.md", import.meta.url);

const BEGIN = "<!-- conformance: begin -->";
const END = "<!-- conformance: end -->";

/** `document` with the section between the markers made anew from the cases that fail. @throws Error without markers. */
export function withLimits(document: string, rows: readonly Row[], failing: ReadonlySet<string>): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/limits.md lacks the lines ${BEGIN} and ${END}`);
  return `${document.slice(0, from + BEGIN.length)}\n${limitsOf(rows, failing)}\n${document.slice(to)}`;
}

/** The document as it is on disk. */
export const readLimits = (): string => readFileSync(LIMITS, "utf8");

function limitsOf(rows: readonly Row[], failing: ReadonlySet<string>): string {
  const total = rows.flatMap((row) => row.cases).length;
  const partial = rows
    .map((row) => ({ row, failed: row.cases.filter(({ id }) => failing.has(id)) }))
    .filter(({ failed }) => failed.length > 0);
  const head = `${total - failing.size} of ${total} cases pass; ${rows.length - partial.length} of ${rows.length} rows work in every case.`;
  if (partial.length === 0) return head;
  const lines = partial.map(({ row, failed }) => {
    const titles = failed.map(({ title }) => title).join("; ");
    return `| ${row.number} | ${row.name} | ${row.cases.length - failed.length} of ${row.cases.length} | ${titles.replaceAll("|", "\\|")} |`;
  });
  return [`${head} The others:`, "", "| row | phenomenon | works in | does not work yet |", "|---|---|---|---|", ...lines].join("\n");
}
