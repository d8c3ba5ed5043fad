import type { ArticleRecord } from "../article/record.ts";
import type { Keeping } from "./store.ts";

/** Rows of one insert or look-up; SQLite takes 32,766 values, and an article has 16. */
const ROWS_AT_ONCE = 500;

/** What has an article. */
export interface WithRecord extends Keeping {
  readonly record: ArticleRecord;
}

/** The items in pieces that fit into one statement. */
export function chunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / ROWS_AT_ONCE) }, (_, index) =>
    items.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  );
}
