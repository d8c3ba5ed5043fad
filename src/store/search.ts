import { sql } from "kysely";
import { afterByTime, byTime, filtersOf, limitOf, orderOf, type Sql, where } from "./conditions.ts";
import { type Cursor, readCursor, writeCursor } from "./cursor.ts";
import type { Database } from "./database.ts";
import type { FindQuery } from "./find.ts";
import { type Match, matchOf, type Searched } from "./match.ts";
import { type Asked, askedBy } from "./words.ts";

/**
 * Rows that are ranked at most, those stored last. Of 2000 and 5000, tried on 1,000,000 synthetic statements in SQLite, only
 * the first kept the slowest search in a hundred below 100 ms, on a machine with a core free for it (docs/load.md).
 */
export const RANKED_MOST = 2000;

/** Which rows answer a question, in order; what they hold is read in a second step. */
export interface Hits {
  readonly rows: readonly { readonly number: number; readonly rank: number | null }[];
  readonly next: string | null;
  readonly isPartlyRanked: boolean;
  /** `undefined` when the question asks for no words. */
  readonly asked: Asked | undefined;
}

/** Searches a table of statements or articles. @throws SaysoError E_USAGE, E_CURSOR. */
export async function search(database: Database, searched: Searched, query: FindQuery): Promise<Hits> {
  const asked = askedBy(query);
  const order = orderOf(query, asked !== undefined);
  const plan = { database, searched, query, asked, filters: filtersOf(query), limit: limitOf(query), cursor: readCursor(query) };
  return order === "rank" && asked !== undefined ? ranked({ ...plan, asked }) : timed(plan, order === "oldest" ? "oldest" : "newest");
}

interface Plan {
  readonly database: Database;
  readonly searched: Searched;
  readonly query: FindQuery;
  readonly asked: Asked | undefined;
  readonly filters: readonly Sql[];
  readonly limit: number;
  readonly cursor: Cursor | undefined;
}

async function ranked(plan: Plan & { readonly asked: Asked }): Promise<Hits> {
  const { database, searched, query, asked, filters, limit, cursor } = plan;
  const match = matchOf(database.kind, searched, asked, filters.length === 0);
  const newest = cursor?.newest ?? (await newestNumber(database, searched));
  const skip = cursor?.skip ?? 0;
  const conditions = [match.condition, ...filters, sql`${match.number} <= ${newest}`];
  const latest = await firstRanked(database, match, conditions);
  const rows = await run<{ number: number; rank: number }>(
    database,
    sql`select ${match.number} as number, ${match.rank} as rank from ${match.from}
      ${where(latest === undefined ? conditions : [...conditions, sql`${match.number} > ${latest}`])}
      order by rank desc, number desc limit ${limit + 1} offset ${skip}`,
  );
  const more = rows.length > limit;
  const next = more ? writeCursor(query, { skip: skip + limit, newest, at: "", number: 0 }) : null;
  return { rows: rows.slice(0, limit), next, isPartlyRanked: latest !== undefined, asked };
}

/** The newest row that is not ranked any more, where there are so many. */
async function firstRanked(database: Database, match: Match, conditions: readonly Sql[]): Promise<number | undefined> {
  const [row] = await run<{ number: number }>(
    database,
    sql`select ${match.number} as number from ${match.from} ${where(conditions)} order by number desc limit 1 offset ${sql.lit(RANKED_MOST)}`,
  );
  return row?.number;
}

async function newestNumber(database: Database, { table }: Searched): Promise<number> {
  const [row] = await run<{ newest: number | null }>(database, sql`select max(number) as newest from ${sql.ref(table)}`);
  return row?.newest ?? 0;
}

type ByTime = readonly { readonly number: number; readonly at: string }[];

async function timed(plan: Plan, order: "newest" | "oldest"): Promise<Hits> {
  const { database, searched, query, asked, limit } = plan;
  const match = asked === undefined ? undefined : matchOf(database.kind, searched, asked, false);
  const isCommon = asked !== undefined && database.kind === "sqlite" && (await isInMany(database, searched, asked));
  const rows = isCommon && match !== undefined ? await walked(plan, order, match) : await sorted(plan, order, match);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next =
    rows.length > limit && last !== undefined ? writeCursor(query, { skip: 0, newest: 0, at: last.at, number: last.number }) : null;
  return { rows: shown.map(({ number }) => ({ number, rank: null })), next, isPartlyRanked: false, asked };
}

/** What fits, put in order by time; PostgreSQL finds its own way. */
function sorted(
  { database, searched, filters, limit, cursor }: Plan,
  order: "newest" | "oldest",
  match: Match | undefined,
): Promise<ByTime> {
  const conditions = [...(match === undefined ? [] : [match.condition]), ...filters, ...afterByTime(order, cursor)];
  return run(
    database,
    sql`select t.number as number, t.at as at from ${match?.from ?? sql`${sql.ref(searched.table)} t`} ${where(conditions)} ${byTime(order)} limit ${limit + 1}`,
  );
}

/** Rows beyond which going through time costs SQLite less than putting what fits in order, for which each row is looked up. */
const SORTED_MOST = 2000;
async function isInMany(database: Database, searched: Searched, asked: Asked): Promise<boolean> {
  const { from, condition, number } = matchOf(database.kind, searched, asked, true);
  const rows = await run(
    database,
    sql`select ${number} as number from ${from} ${where([condition])} limit 1 offset ${sql.lit(SORTED_MOST)}`,
  );
  return rows.length > 0;
}

/** Goes through the table by time until a page is full, and looks for each row in a list of all that fit. */
function walked({ database, searched, filters, limit, cursor }: Plan, order: "newest" | "oldest", match: Match): Promise<ByTime> {
  const conditions = [...filters, ...afterByTime(order, cursor), match.isAmong];
  return run(
    database,
    sql`select t.number as number, t.at as at from ${sql.ref(searched.table)} t ${where(conditions)} ${byTime(order)} limit ${limit + 1}`,
  );
}

/** The rows of a query written in SQL. */
export const run = async <Row>(database: Database, query: Sql): Promise<readonly Row[]> =>
  database.read(async (db) => (await query.execute(db)).rows as readonly Row[]);
