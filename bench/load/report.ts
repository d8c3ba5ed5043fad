import type { Asked } from "./side.ts";
import type { Times } from "./times.ts";

/** One side at one size. */
export interface Measured extends Asked {
  readonly side: string;
  readonly statements: number;
  /** Statements a second from the size before to this one, bytes and records flushed to the disk. */
  readonly perSecond: number;
  /** 10^6 bytes at most while taking in and while asking, a server of its own included. */
  readonly takingMB: number;
  readonly askingMB: number;
  readonly diskMB: number;
}

const NAMES: Readonly<Record<string, string>> = { sqlite: "Sayso on SQLite", fts5: "bare FTS5 table", postgres: "Sayso on PostgreSQL" };

/** The tables as Markdown. */
export function report(measured: readonly Measured[], head: string): string {
  const number = (value: number | null | undefined, digits = 0): string =>
    value == null ? "–" : value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const both = (times: Times | null | undefined): string => (times == null ? "–" : `${number(times.p50, 1)} / ${number(times.p99, 1)}`);
  const names = ["side", "statements", "search", "common words", "speaker's newest", "speaker by month", "all by month"];
  const times = measured.map((one) => [
    NAMES[one.side] ?? one.side,
    number(one.statements),
    ...[one.search, one.common, one.speaker, one.months, one.allMonths].map(both),
  ]);
  const costs = measured.map((one) => [
    NAMES[one.side] ?? one.side,
    number(one.statements),
    number(one.perSecond),
    number(one.diskMB),
    number(one.takingMB),
    number(one.askingMB),
  ]);
  return [
    head,
    "",
    "Milliseconds, p50 / p99 of 300 questions each (10 of all by month):",
    "",
    table([names, ...times]),
    "",
    table([["side", "statements", "taken in a second", "disk MB", "memory MB, taking in", "memory MB, asking"], ...costs]),
  ].join("\n");
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map((_, index) => (index === 0 ? "---" : "--:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
