import { type Kysely, sql } from "kysely";
import type { Database } from "./database.ts";
import type { Tombstone } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Takes an article away and leaves a tombstone, by which it is kept from coming back. */
export async function redactArticle(database: Database, digest: string, reason: string, now: string): Promise<boolean> {
  const isGone = await database.write(async (db) => {
    const article = await db.selectFrom("articles").select(["number", "url", "pageId"]).where("digest", "=", digest).executeTakeFirst();
    if (article === undefined) return false;
    await db
      .insertInto("tombstones")
      .values({ digest, url: article.url, reason, at: now })
      .onConflict((conflict) => conflict.column("digest").doNothing())
      .execute();
    await db.deleteFrom("statements").where("article", "=", article.number).execute();
    await db.deleteFrom("articles").where("number", "=", article.number).execute();
    if (article.pageId !== null) await forgetBytes(db, article.pageId);
    return true;
  });
  // What was overwritten still stands in the write-ahead log until it is moved into the database.
  if (isGone && database.kind === "sqlite") await sql`pragma wal_checkpoint(truncate)`.execute(database.db);
  return isGone;
}

/** Every page with the same bytes loses its place in the archive; digest and address stay. */
async function forgetBytes(db: Kysely<Tables>, pageId: string): Promise<void> {
  const page = await db.selectFrom("pages").select("sha256").where("id", "=", pageId).executeTakeFirst();
  if (page === undefined) return;
  await db.updateTable("pages").set({ file: null, offset: null, length: null }).where("sha256", "=", page.sha256).execute();
}

/** What was taken away, by time. */
export const allTombstones = (database: Database): Promise<readonly Tombstone[]> =>
  database.read((db) => db.selectFrom("tombstones").selectAll().orderBy("at").orderBy("digest").execute());

/** Of these digests those that were taken away. */
export const redactedOf = (database: Database, digests: readonly string[]): Promise<ReadonlySet<string>> =>
  database.read(async (db) => {
    if (digests.length === 0) return new Set();
    const rows = await db.selectFrom("tombstones").select("digest").where("digest", "in", digests).execute();
    return new Set(rows.map(({ digest }) => digest));
  });
