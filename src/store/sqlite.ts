import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import type { Database } from "./database.ts";
import { storeFailure } from "./failure.ts";
import type { Tables } from "./tables.ts";

/** How long a statement waits for another process to end its transaction, in milliseconds. */
const PATIENCE_MS = 5000;
/** Pages in memory, in KiB (a minus asks SQLite for KiB); the index of a million statements is read mostly from here. */
const CACHE_KIB = -65_536;
/** Statements that stay prepared. */
const PREPARED_MOST = 256;

/**
 * A SQLite file in WAL mode, made when it is missing. Commits wait for the disk (synchronous FULL), and what is deleted is
 * overwritten (secure_delete), so that neither a crash loses nor a deletion keeps anything.
 *
 * @throws SaysoError E_STORE, E_STORE_BUSY, E_READ_ONLY, E_DISK_FULL.
 */
export function openSqlite(path: string): Database {
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = new Sqlite(path, { timeout: PATIENCE_MS });
    for (const pragma of [
      "journal_mode = WAL",
      "synchronous = FULL",
      "foreign_keys = ON",
      "secure_delete = ON",
      `cache_size = ${CACHE_KIB}`,
    ])
      sqlite.pragma(pragma);
    return over(sqlite);
  } catch (thrown) {
    sqlite?.close();
    throw storeFailure(thrown);
  }
}

function over(sqlite: Sqlite.Database): Database {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: prepared(sqlite) }) });
  const guarded = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await work();
    } catch (thrown) {
      throw storeFailure(thrown);
    }
  };
  return {
    kind: "sqlite",
    db,
    read: (work) => guarded(() => work(db)),
    write: (work) =>
      guarded(() =>
        db.connection().execute(async (connection) => {
          // Kysely's own transactions begin by reading, and fail when another process wrote in between.
          await sql`begin immediate`.execute(connection);
          try {
            const answer = await work(connection);
            await sql`commit`.execute(connection);
            return answer;
          } catch (thrown) {
            if (sqlite.inTransaction) await sql`rollback`.execute(connection);
            throw thrown;
          }
        }),
      ),
    copyTo: (path) => guarded(async () => void (await sqlite.backup(path))),
    close: () => db.destroy(),
  };
}

/** The same few statements come again and again; preparing one takes longer than running it. */
function prepared(sqlite: Sqlite.Database): { prepare(source: string): Sqlite.Statement; close(): void } {
  const statements = new Map<string, Sqlite.Statement>();
  return {
    prepare: (source) => {
      const known = statements.get(source);
      if (known !== undefined && !known.busy) return known;
      const made = sqlite.prepare(source);
      const [oldest] = statements.keys();
      if (statements.size >= PREPARED_MOST && oldest !== undefined) statements.delete(oldest);
      statements.set(source, made);
      return made;
    },
    close: () => {
      sqlite.close();
    },
  };
}
