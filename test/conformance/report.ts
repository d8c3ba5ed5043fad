/**
 * Tries every case of the check list, prints the table row by row and writes the section of docs/limits.md.
 *
 *   --failures  also prints what is wrong in the cases that are not held out
 *   --held-out  with --failures, prints those of the held-out cases too
 *   --row N     only this row; writes nothing
 *   --update    writes known-failures.json
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { attribute } from "./attribute.ts";
import { LIMITS, readLimits, withLimits } from "./limits.ts";
import type { Row } from "./read-cases.ts";
import { KNOWN_FAILURES, loadRows, tryAll, type Verdict } from "./suite.ts";

const { values } = parseArgs({
  options: {
    failures: { type: "boolean", default: false },
    "held-out": { type: "boolean", default: false },
    row: { type: "string" },
    update: { type: "boolean", default: false },
  },
});
const rows = loadRows().filter(({ number }) => values.row === undefined || number === Number(values.row));
const verdicts = await tryAll(rows, attribute);
if (values.failures) for (const verdict of verdicts) printFailure(verdict);
console.log("row  passed   held out  name");
for (const row of rows)
  console.log(
    line(
      String(row.number),
      row.name,
      verdicts.filter((verdict) => verdict.row === row),
    ),
  );
console.log(line("all", "", verdicts));
if (values.row === undefined) write(rows, verdicts);

function printFailure({ case: { id, text, heldOut }, complaints }: Verdict): void {
  if (complaints.length === 0 || (heldOut && !values["held-out"])) return;
  console.log(`${id}\n  ${text.replaceAll("\n", "\n  ")}\n${complaints.map((complaint) => `    ${complaint}`).join("\n")}\n`);
}

function line(number: string, name: string, of: readonly Verdict[]): string {
  const share = (some: readonly Verdict[]): string => `${some.filter(({ complaints }) => complaints.length === 0).length}/${some.length}`;
  return `${number.padStart(3)}  ${share(of).padEnd(7)}  ${share(of.filter(({ case: { heldOut } }) => heldOut)).padEnd(8)}  ${name}`.trimEnd();
}

function write(all: readonly Row[], tried: readonly Verdict[]): void {
  const failing = tried.filter(({ complaints }) => complaints.length > 0).map((verdict) => verdict.case.id);
  writeFileSync(LIMITS, withLimits(readLimits(), all, new Set(failing)));
  if (values.update) writeFileSync(KNOWN_FAILURES, `${JSON.stringify(failing, null, 2)}\n`);
}
