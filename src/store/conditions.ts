import { type RawBuilder, sql } from "kysely";
import { SaysoError } from "../errors.ts";
import { isDateAlone, utcOf } from "../text/utc.ts";
import type { Cursor } from "./cursor.ts";
import type { FindQuery, Order } from "./find.ts";
import { outletKey } from "./rows.ts";

/** Part of a query. */
export type Sql = RawBuilder<unknown>;

/** The conditions of a query that are not about words, for the table that is called `t`. @throws SaysoError E_USAGE for what is no time. */
export function filtersOf({ outlet, since, until, kind, polarity }: FindQuery): readonly Sql[] {
  return [
    ...(outlet === undefined ? [] : [sql`t."outletKey" = ${outletKey(outlet)}`]),
    ...(since === undefined ? [] : [sql`t.at >= ${timeOf(since, "since")}`]),
    ...(until === undefined ? [] : [sql`t.at <> '' and t.at < ${endOf(until)}`]),
    ...(kind === undefined ? [] : [sql`t.kind = ${kind}`]),
    ...(polarity === undefined ? [] : [sql`t.polarity = ${polarity}`]),
  ];
}

/** All conditions, as a `where`; nothing without any. */
export const where = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;

function timeOf(written: string, name: string): string {
  const time = utcOf(written);
  if (time === null) throw new SaysoError("E_USAGE", `--${name} must be a date or an RFC 3339 time, not ${written}`);
  return time;
}

const DAY_MS = 86_400_000;

/** The first moment after a day, or the moment itself. */
function endOf(written: string): string {
  const time = timeOf(written, "until");
  return isDateAlone(written) ? new Date(Date.parse(time) + DAY_MS).toISOString() : time;
}

/** By rank where there are words, else by time. */
export const orderOf = ({ order }: FindQuery, hasWords: boolean): Order => {
  if (order === undefined) return hasWords ? "rank" : "newest";
  return order === "rank" && !hasWords ? "newest" : order;
};

/** What comes after the cursor, by time; the oldest first leaves out what has no time. */
export function afterByTime(order: "newest" | "oldest", cursor: Cursor | undefined): readonly Sql[] {
  if (order === "newest") return cursor === undefined ? [] : [sql`(t.at, t.number) < (${cursor.at}, ${cursor.number})`];
  return [sql`t.at <> ''`, ...(cursor === undefined ? [] : [sql`(t.at, t.number) > (${cursor.at}, ${cursor.number})`])];
}

/** The order by time. */
export const byTime = (order: "newest" | "oldest"): Sql =>
  order === "newest" ? sql`order by t.at desc, t.number desc` : sql`order by t.at, t.number`;

const DEFAULT_LIMIT = 20;
const LIMIT_MOST = 1000;

/** How many items a page has. @throws SaysoError E_USAGE. */
export function limitOf({ limit = DEFAULT_LIMIT }: FindQuery): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= LIMIT_MOST) return limit;
  throw new SaysoError("E_USAGE", `the limit must be a whole number from 1 to ${LIMIT_MOST}, not ${limit}`);
}
