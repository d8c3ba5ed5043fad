import { type Kysely, sql } from "kysely";
import type { ArticleRecord } from "../article/record.ts";
import type { Database } from "./database.ts";
import { articleRow, madeOf, pageRow, statementRows } from "./rows.ts";
import type { Keeping, KeptStatus } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Rows of one insert; SQLite takes 32,766 values, and a statement has 10. */
const ROWS_AT_ONCE = 500;

/** Stores a batch in one transaction; each of it once, however often it comes. */
export async function keepAll(database: Database, batch: readonly Keeping[], now: string): Promise<readonly KeptStatus[]> {
  return database.write(async (db) => {
    if (database.kind === "postgres") await lockAddresses(db, batch);
    const statuses: KeptStatus[] = [];
    for (const keeping of batch) statuses.push(await keepOne(db, keeping, now));
    return statuses;
  });
}

/** Two writers that store revisions of one address go one after the other; sorted, so that they never wait for each other. */
async function lockAddresses(db: Kysely<Tables>, batch: readonly Keeping[]): Promise<void> {
  const addresses = [...new Set(batch.map(({ record }) => record?.meta.url ?? record?.digest ?? "").filter((one) => one !== ""))].sort();
  for (const address of addresses) await sql`select pg_advisory_xact_lock(hashtextextended(${address}, 0))`.execute(db);
}

async function keepOne(db: Kysely<Tables>, { page, record, keep, sourceId }: Keeping, now: string): Promise<KeptStatus> {
  if (page !== null)
    await db
      .insertInto("pages")
      .values(pageRow(page))
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  if (record === null) return "none";
  const isGone = await db.selectFrom("tombstones").select("digest").where("digest", "=", record.digest).executeTakeFirst();
  if (isGone !== undefined) return "unchanged";
  const isNew = await putArticle(db, record, { keep, pageId: page?.id ?? null, sourceId, now });
  const change = record.meta.url === null ? undefined : await putRevision(db, record, page?.fetchedAt ?? null, now);
  return change ?? (isNew ? "stored" : "unchanged");
}

interface Known {
  readonly keep: Keeping["keep"];
  readonly pageId: string | null;
  readonly sourceId: string | null;
  readonly now: string;
}

/** Whether the article was not there before. One that was read again by other steps gets their statements. */
async function putArticle(db: Kysely<Tables>, record: ArticleRecord, known: Known): Promise<boolean> {
  const row = articleRow(record, known.keep, known);
  const old = await db.selectFrom("articles").select(["number", "made", "keep"]).where("digest", "=", record.digest).executeTakeFirst();
  if (old === undefined) {
    const { number } = await db.insertInto("articles").values(row).returning("number").executeTakeFirstOrThrow();
    await putStatements(db, record, number, known.keep);
    return true;
  }
  if (old.made === madeOf(record) || old.keep !== known.keep || isPoorer(record, old.made)) return false;
  await db
    .updateTable("articles")
    .set({ made: row.made, statements: row.statements, record: row.record })
    .where("number", "=", old.number)
    .execute();
  await db.deleteFrom("statements").where("article", "=", old.number).execute();
  await putStatements(db, record, old.number, known.keep);
  return false;
}

/** Whether the record lacks a layer that the stored one has: what was read is never forgotten for what was not. */
function isPoorer(record: ArticleRecord, made: string): boolean {
  const layers = (JSON.parse(made) as readonly (readonly [string, string])[]).map(([layer]) => layer);
  return layers.some((layer) => !Object.hasOwn(record.made, layer));
}

async function putStatements(db: Kysely<Tables>, record: ArticleRecord, article: number, keep: Keeping["keep"]): Promise<void> {
  if (keep === "hash") return;
  const rows = statementRows(record, article);
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await db
      .insertInto("statements")
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute();
}

/** Notes what the address shows, when it is another thing than what it showed before. */
async function putRevision(
  db: Kysely<Tables>,
  record: ArticleRecord,
  fetchedAt: string | null,
  now: string,
): Promise<KeptStatus | undefined> {
  const { digest, made, meta } = record;
  const [url, at] = [meta.url ?? "", fetchedAt ?? now];
  const others = await db
    .selectFrom("revisions")
    .select(["number", "digest", "at"])
    .where("url", "=", url)
    .orderBy("at")
    .orderBy("number")
    .execute();
  if (isTold(others, { digest, at, isFetched: fetchedAt !== null })) return undefined;
  const after = others.find((one) => one.at > at);
  if (after?.digest === digest) await db.deleteFrom("revisions").where("number", "=", after.number).execute();
  await db
    .insertInto("revisions")
    .values({ url, at, digest, extractor: made["text"] ?? null })
    .execute();
  return others.some((one) => one.digest !== digest) ? "revision" : undefined;
}

/**
 * Whether the history says already that the address shows this then. What was not fetched has no time of its own: the
 * same file added again says nothing new, whatever else was added under its address since.
 */
function isTold(
  others: readonly { digest: string; at: string }[],
  { digest, at, isFetched }: { digest: string; at: string; isFetched: boolean },
): boolean {
  const same = others.filter((one) => one.digest === digest);
  if (!isFetched) return same.length > 0;
  return same.some((one) => one.at === at) || others.findLast((one) => one.at <= at)?.digest === digest;
}
