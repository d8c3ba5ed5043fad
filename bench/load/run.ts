/**
 * Load: how fast a data folder takes in synthetic statements and answers, beside a bare FTS5 table in the same run.
 *
 *   node bench/load/run.ts [--statements 10000,100000,1000000] [--postgres]
 *
 * Prints one Markdown table. Each size runs in a process of its own, so that memory is its own too.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import type { Measured } from "./measure.ts";

const { values } = parseArgs({
  options: { statements: { type: "string", default: "10000,100000,1000000" }, postgres: { type: "boolean", default: false } },
});

const results: Measured[] = [];
for (const statements of values.statements.split(",").map(Number))
  for (const side of ["sqlite", "fts5", ...(values.postgres ? ["postgres"] : [])]) {
    const { stdout, status } = spawnSync(process.execPath, [new URL("measure.ts", import.meta.url).pathname, side, String(statements)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) process.exit(1);
    results.push(JSON.parse(stdout) as Measured);
    console.error(stdout.trim());
  }

const head = [
  "side",
  "statements",
  "taken in/s",
  "search p50",
  "p99",
  "speaker p50",
  "p99",
  "months of a speaker p50",
  "p99",
  "months of all",
  "disk MB",
  "memory MB",
];
const fixed = (value: number | null, digits = 1): string => (value === null ? "–" : value.toFixed(digits));
const rows = results.map((one) => [
  one.side,
  one.statements.toLocaleString("en"),
  fixed(one.perSecond, 0),
  ...[one.search, one.speaker, one.months].flatMap((times) => [fixed(times?.p50 ?? null), fixed(times?.p99 ?? null)]),
  fixed(one.allMonthsMs),
  fixed(one.diskMB, 0),
  fixed(one.memoryMB, 0),
]);
console.log([head, head.map((_, index) => (index === 0 ? "---" : "--:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n"));
