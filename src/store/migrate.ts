import { sql } from "kysely";
import { SaysoError } from "../errors.ts";
import type { Database } from "./database.ts";
import { type DatabaseKind, MIGRATIONS } from "./migrations.ts";

/** Where a database stands among the migrations. */
export interface MigrationState {
  /** Numbers that were done. */
  readonly done: readonly number[];
  /** Names of those that are still to be done. */
  readonly pending: readonly string[];
}

/** @throws SaysoError E_STORE_VERSION when the database is newer than this program. */
export async function migrationState(database: Database): Promise<MigrationState> {
  const done = (await isEmpty(database))
    ? []
    : await database.read((db) => db.selectFrom("migrations").select("number").orderBy("number").execute());
  const newest = MIGRATIONS.at(-1)?.number ?? 0;
  const last = done.at(-1)?.number ?? 0;
  if (last > newest) throw new SaysoError("E_STORE_VERSION", `the database has migration ${last}; this program knows ${newest}`);
  return { done: done.map(({ number }) => number), pending: MIGRATIONS.filter(({ number }) => number > last).map(({ name }) => name) };
}

/** Does what is pending, in one transaction. */
export async function migrate(database: Database, now: string): Promise<void> {
  await database.write(async (db) => {
    if (database.kind === "postgres") await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(db);
    await sql`create table if not exists migrations (number integer primary key, name text not null, at text not null)`.execute(db);
    const done = new Set((await db.selectFrom("migrations").select("number").execute()).map(({ number }) => number));
    for (const { number, name, statements } of MIGRATIONS) {
      if (done.has(number)) continue;
      for (const statement of statements[database.kind]) await sql.raw(statement).execute(db);
      await db.insertInto("migrations").values({ number, name, at: now }).execute();
    }
  });
}

/** Held while one process migrates; any number that nobody else uses. */
const MIGRATION_LOCK = 7_295_106;

const TABLE_NAMES: Readonly<Record<DatabaseKind, string>> = {
  sqlite: "select name from sqlite_master where type = 'table' and name = 'migrations'",
  postgres: "select tablename as name from pg_tables where tablename = 'migrations' and schemaname = current_schema()",
};

async function isEmpty(database: Database): Promise<boolean> {
  const { rows } = await database.read((db) => sql.raw<{ name: string }>(TABLE_NAMES[database.kind]).execute(db));
  return rows.length === 0;
}
