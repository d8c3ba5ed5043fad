import { SaysoError } from "../errors.ts";
import { disagreements } from "./agreement.ts";
import { contradictions } from "./contradictions.ts";
import type { Database } from "./database.ts";
import { countMonths, coverageOf, findArticles, findStatements } from "./find-all.ts";
import { keepAll } from "./keep.ts";
import { migrate, migrationState } from "./migrate.ts";
import {
  allArticles,
  allPages,
  archiveEnds,
  articleByDigest,
  pageById,
  pageWithBytes,
  revisionsOf,
  statementById,
  storedBefore,
} from "./reading.ts";
import { allTombstones, redactArticle, redactedOf } from "./redact.ts";
import { sqlJobs } from "./sql-jobs.ts";
import { sqlNotes } from "./sql-notes.ts";
import { sqlSources } from "./sql-sources.ts";
import type { Store } from "./store.ts";

/** How a store is opened. */
export interface StoreOptions {
  readonly now: string;
  /** Whether an older database may be brought to this version's form; a new one always is made. */
  readonly migrates: boolean;
  /** Called before an older database is changed, with the path-safe name of the copy to make. */
  readonly snapshot?: (name: string) => Promise<void>;
}

/**
 * The store over an open database.
 *
 * @throws SaysoError E_STORE_VERSION when the database is newer than this program, or older and `migrates` is false.
 */
export async function openStore(database: Database, { now, migrates, snapshot }: StoreOptions): Promise<Store> {
  const { done, pending } = await migrationState(database);
  if (pending.length > 0 && done.length > 0) {
    if (!migrates)
      throw new SaysoError("E_STORE_VERSION", `the database is older than this program: ${pending.join("; ")}`, {
        hint: "Run `sayso doctor --migrate`; it makes a copy first.",
      });
    await snapshot?.(`before-${(done.at(-1) ?? 0) + 1}`);
  }
  if (pending.length > 0) await migrate(database, now);
  return over(database);
}

const over = (database: Database): Store => ({
  keep: (batch, now) => keepAll(database, batch, now),
  page: (id) => pageById(database, id),
  pageWithBytes: (sha256) => pageWithBytes(database, sha256),
  pages: () => allPages(database),
  article: (digest) => articleByDigest(database, digest),
  articles: () => allArticles(database),
  statement: (id) => statementById(database, id),
  revisions: (url) => revisionsOf(database, url),
  find: (query) => findStatements(database, query),
  findArticles: (query) => findArticles(database, query),
  months: (query) => countMonths(database, query),
  coverage: () => coverageOf(database),
  storedBefore: (time, sourceId) => storedBefore(database, time, sourceId),
  redact: (digest, reason, now) => redactArticle(database, digest, reason, now),
  tombstones: () => allTombstones(database),
  redacted: (digests) => redactedOf(database, digests),
  archiveEnds: () => archiveEnds(database),
  copyTo: database.copyTo,
  kind: database.kind,
  check: () => contradictions(database),
  disagreements: (article) => disagreements(database, article),
  sources: sqlSources(database),
  jobs: sqlJobs(database),
  notes: sqlNotes(database),
  close: () => database.close(),
});
