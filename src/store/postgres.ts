import { setTimeout as wait } from "node:timers/promises";
import { Kysely, PostgresDialect } from "kysely";
import { Pool, types } from "pg";
import type { Database } from "./database.ts";
import { isPassing, storeFailure } from "./failure.ts";
import type { Tables } from "./tables.ts";

/** Connections that one process holds at most. */
const CONNECTIONS_MOST = 8;
/** How long a new connection may take, in milliseconds. */
const CONNECT_MS = 5000;
/** How long work is tried again while the server is away, in milliseconds: a restart takes a few seconds. */
const PATIENCE_MS = 30_000;
/** Pauses between tries, in milliseconds; the last again and again. */
const PAUSES_MS = [20, 100, 300, 1000] as const;
/** 64-bit integers; ours count rows and bytes, far below 2^53. */
const INT8 = types.builtins.INT8;
type Oid = Parameters<typeof types.getTypeParser>[0];

/** A PostgreSQL database by its connection URL. Nothing is asked before it is first used. */
export function openPostgres(connectionString: string): Database {
  const pool = new Pool({
    connectionString,
    max: CONNECTIONS_MOST,
    connectionTimeoutMillis: CONNECT_MS,
    types: { getTypeParser: ((oid: Oid) => (oid === INT8 ? Number : types.getTypeParser(oid))) as typeof types.getTypeParser },
  });
  // A connection that the server ends, idle or in use, is replaced by the next, and what was asked on it fails by itself;
  // without listeners it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: "postgres",
    db,
    read: (work) => patiently(() => work(db)),
    write: (work) => patiently(() => db.transaction().execute(work)),
    copyTo: undefined,
    close: () => db.destroy(),
  };
}

/** Tries again what failed only because the server was away or two transactions crossed. */
async function patiently<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  let waited = 0;
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (thrown) {
      if (!isPassing(thrown) || waited >= PATIENCE_MS) throw storeFailure(thrown);
      const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 1000;
      waited += pause;
      await wait(pause);
    }
  }
}
