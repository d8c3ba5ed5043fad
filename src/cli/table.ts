import stringWidth from "string-width";
import type { Column } from "../export/list.ts";
import { plain } from "./plain.ts";
import type { Colors } from "./terminal.ts";

/** Columns of white between two columns of a table. */
const GAP = "  ";
/** What a column needs at least, where the terminal is too narrow for all. */
const LEAST_COLUMNS = 6;

/** A list for people: a header and a line an item, cut to the width; the first column, which names the item, is never cut. Foreign text is never obeyed by the terminal. */
export function tableText<Item>(
  columns: readonly Column<Item>[],
  items: readonly Item[],
  { width, colors }: { width: number; colors: Colors },
): string {
  const rows = items.map((item) => columns.map((column) => plain(String(column.value(item) ?? ""))));
  const names = columns.map(({ name }) => name);
  const wanted = columns.map((_, index) => Math.max(...[names, ...rows].map((row) => stringWidth(row[index] ?? ""))));
  const widths = fitted(wanted, width - GAP.length * (columns.length - 1));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => fill(cell, widths[index] ?? 0))
      .join(GAP)
      .trimEnd();
  return [colors.dim(line(names)), ...rows.map(line)].map((one) => `${one}\n`).join("");
}

/** The widest columns give way, until all fit; the first never does. */
function fitted(wanted: readonly number[], room: number): readonly number[] {
  const [first = 0, ...widths] = wanted;
  for (;;) {
    const over = first + widths.reduce((sum, one) => sum + one, 0) - room;
    const widest = Math.max(0, ...widths);
    if (over <= 0 || widest <= LEAST_COLUMNS) return [first, ...widths];
    const second = Math.max(LEAST_COLUMNS, ...widths.filter((one) => one < widest));
    const count = widths.filter((one) => one === widest).length;
    const less = Math.max(1, Math.min(widest - second, Math.ceil(over / count)));
    for (const [index, one] of widths.entries()) if (one === widest) widths[index] = widest - less;
  }
}

/** A cell in exactly so many columns of the terminal. */
function fill(cell: string, width: number): string {
  if (stringWidth(cell) <= width) return cell + " ".repeat(width - stringWidth(cell));
  let cut = "";
  for (const character of cell) {
    if (stringWidth(cut + character) > width - 1) break;
    cut += character;
  }
  return `${cut}…${" ".repeat(Math.max(0, width - 1 - stringWidth(cut)))}`;
}
