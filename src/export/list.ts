import { stringify } from "csv-stringify/sync";
import { toJson } from "./json.ts";

/** One column of a list as a table shows it. */
export interface Column<Item> {
  readonly name: string;
  value(item: Item): string | number | null;
}

/** One page of a list. */
export interface List<Item> {
  /** Name and version of what the items are, such as `statements/1`. */
  readonly schema: string;
  readonly items: readonly Item[];
  /** What asks for the next page; `null` at the end. */
  readonly next: string | null;
  /** What else is to be known of the whole list. */
  readonly notes?: Readonly<Record<string, unknown>>;
}

/** The forms of a list beside the table, which only a terminal needs. */
export const LIST_FORMATS = ["table", "json", "ndjson", "csv"] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** A list as one JSON object, as one item a line, or as RFC 4180 where no cell is run as a formula. */
export function listText<Item>(
  { schema, items, next, notes }: List<Item>,
  format: Exclude<ListFormat, "table">,
  columns: readonly Column<Item>[],
): string {
  switch (format) {
    case "json":
      return `${toJson({ schema, ...notes, items, next }, 2)}\n`;
    case "ndjson":
      return items.map((item) => `${toJson(item)}\n`).join("");
    case "csv": {
      const rows = items.map((item) => columns.map((column) => column.value(item) ?? ""));
      const cells = [columns.map(({ name }) => name), ...rows];
      return stringify(cells, { escape_formulas: true, record_delimiter: "windows", quoted_match: /[\r\n]/ });
    }
    default:
      return format satisfies never;
  }
}
