import type { Kysely } from "kysely";
import type { DatabaseKind } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/** One open database of either kind. */
export interface Database {
  readonly kind: DatabaseKind;
  /** For reading; each query by itself. */
  readonly db: Kysely<Tables>;
  /** Reads, tried again when the server went away for a while. @throws SaysoError. */
  read<Answer>(work: (db: Kysely<Tables>) => Promise<Answer>): Promise<Answer>;
  /**
   * One transaction that may write: on the disk when it resolves, without effect when it throws. `work` may run more than
   * once where the server went away or two transactions crossed, so it must give the same effect again. @throws SaysoError.
   */
  write<Answer>(work: (db: Kysely<Tables>) => Promise<Answer>): Promise<Answer>;
  /** Copies the whole database to a new file, while it is used. Only SQLite can. */
  readonly copyTo: ((path: string) => Promise<void>) | undefined;
  close(): Promise<void>;
}
