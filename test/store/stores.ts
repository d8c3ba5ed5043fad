import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type { Database } from "../../src/store/database.ts";
import { openStore } from "../../src/store/open.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { type Cluster, postgresPath, skipReason, startCluster } from "../support/postgres.ts";

/** A database of one kind, for the tests that every kind must pass. */
export interface Kind {
  readonly name: string;
  readonly isThere: boolean;
  begin(): Promise<void>;
  /** An empty database. */
  open(): Promise<Database>;
  end(): Promise<void>;
}

export const NOW = "2026-01-02T03:04:05.000Z";
/** So many minutes after `NOW`. */
export const later = (minutes: number): string => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();

export const KINDS: readonly Kind[] = [sqlite(), postgres()];

function sqlite(): Kind {
  const folders: string[] = [];
  return {
    name: "SQLite",
    isThere: true,
    begin: async () => {},
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), "sayso-store-"));
      folders.push(folder);
      return openSqlite(join(folder, "sayso.db"));
    },
    end: async () => {
      for (const folder of folders) rmSync(folder, { recursive: true });
    },
  };
}

/** One database for all tests, emptied for each: making one takes longer than a test. */
function postgres(): Kind {
  let cluster: Cluster | undefined;
  let url = "";
  return {
    name: `PostgreSQL${skipReason}`,
    isThere: postgresPath !== undefined,
    begin: async () => {
      cluster = await startCluster();
      url = await cluster.database();
      await (await storeOver(openPostgres(url))).close();
    },
    open: async () => {
      const database = openPostgres(url);
      await sql`truncate pages, articles, statements, revisions, tombstones, sources, entries, jobs, notes restart identity`.execute(
        database.db,
      );
      return database;
    },
    end: async () => cluster?.stop(),
  };
}

export const storeOver = (database: Database): Promise<Store> => openStore(database, { now: NOW, migrates: true });
