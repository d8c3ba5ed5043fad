import { type Kysely, sql } from "kysely";
import type { ArticleRecord } from "../article/record.ts";
import type { Keep, KeptPage } from "../record/kept-page.ts";
import { chunks, type WithRecord } from "./batch.ts";
import type { Database } from "./database.ts";
import { histories } from "./history.ts";
import { articleRow, madeOf, pageRow, statementRows } from "./rows.ts";
import type { Keeping, KeptStatus } from "./store.ts";
import type { Tables } from "./tables.ts";

/**
 * Stores a batch in one transaction; each of it once, however often it comes. What is there already is asked for all of
 * the batch at once, since a question costs as much as an answer where the database is another machine.
 */
export async function keepAll(database: Database, batch: readonly Keeping[], now: string): Promise<readonly KeptStatus[]> {
  return database.write(async (db) => {
    if (database.kind === "postgres") await lockAddresses(db, batch);
    await putPages(
      db,
      batch.flatMap(({ page }) => (page === null ? [] : [page])),
    );
    const wanted = await notRedacted(db, batch);
    const known = await knownArticles(db, wanted);
    const added = await addArticles(db, wanted, known, now);
    for (const keeping of wanted) if (!added.has(keeping)) await readAgain(db, keeping, known, now);
    const isChange = await histories(db, wanted, now);
    return batch.map((keeping): KeptStatus => {
      if (keeping.record === null) return "none";
      if (isChange.has(keeping)) return "revision";
      return added.has(keeping) ? "stored" : "unchanged";
    });
  });
}

/** Two writers that store revisions of one address go one after the other; sorted, so that they never wait for each other. */
async function lockAddresses(db: Kysely<Tables>, batch: readonly Keeping[]): Promise<void> {
  const addresses = [...new Set(batch.flatMap(({ record }) => (record === null ? [] : [record.meta.url ?? record.digest])))].sort();
  if (addresses.length === 0) return;
  const list = sql.join(addresses.map((address) => sql`(${address})`));
  await sql`select pg_advisory_xact_lock(hashtextextended(address, 0)) from (values ${list}) as one (address)`.execute(db);
}

async function putPages(db: Kysely<Tables>, pages: readonly KeptPage[]): Promise<void> {
  for (const some of chunks(pages))
    await db
      .insertInto("pages")
      .values(some.map(pageRow))
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
}

const hasRecord = (keeping: Keeping): keeping is WithRecord => keeping.record !== null;

async function notRedacted(db: Kysely<Tables>, batch: readonly Keeping[]): Promise<readonly WithRecord[]> {
  const all = batch.filter(hasRecord);
  const gone = new Set<string>();
  for (const some of chunks(all)) {
    const rows = await db.selectFrom("tombstones").select("digest").where("digest", "in", digestsOf(some)).execute();
    for (const { digest } of rows) gone.add(digest);
  }
  return all.filter(({ record }) => !gone.has(record.digest));
}

const digestsOf = (some: readonly WithRecord[]): readonly string[] => some.map(({ record }) => record.digest);

interface Known {
  readonly number: number;
  made: string;
  readonly keep: string;
}

async function knownArticles(db: Kysely<Tables>, wanted: readonly WithRecord[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  for (const some of chunks(wanted)) {
    const rows = await db
      .selectFrom("articles")
      .select(["digest", "number", "made", "keep"])
      .where("digest", "in", digestsOf(some))
      .execute();
    for (const { digest, ...row } of rows) known.set(digest, row);
  }
  return known;
}

/** Adds what is not known yet, once, and gives what was added. */
async function addArticles(
  db: Kysely<Tables>,
  wanted: readonly WithRecord[],
  known: Map<string, Known>,
  now: string,
): Promise<ReadonlySet<Keeping>> {
  const fresh = new Map<string, WithRecord>();
  for (const keeping of wanted)
    if (!known.has(keeping.record.digest) && !fresh.has(keeping.record.digest)) fresh.set(keeping.record.digest, keeping);
  const added = [...fresh.values()];
  for (const some of chunks(added)) {
    const values = some.map(({ record, keep, page, sourceId }) => articleRow(record, keep, { pageId: page?.id ?? null, sourceId, now }));
    const rows = await db.insertInto("articles").values(values).returning(["digest", "number", "made", "keep"]).execute();
    for (const { digest, ...row } of rows) known.set(digest, row);
  }
  await putStatements(
    db,
    added.flatMap(({ record, keep }) => rowsOf(record, keep, known)),
  );
  return new Set(added);
}

const rowsOf = (record: ArticleRecord, keep: Keep, known: ReadonlyMap<string, Known>) => {
  const article = known.get(record.digest);
  return keep === "hash" || article === undefined ? [] : statementRows(record, article.number);
};

async function putStatements(db: Kysely<Tables>, rows: ReturnType<typeof statementRows>): Promise<void> {
  for (const some of chunks(rows)) await db.insertInto("statements").values(some).execute();
}

/** An article that was read again by other steps gets their statements. */
async function readAgain(
  db: Kysely<Tables>,
  { record, keep, sourceId, page }: WithRecord,
  known: Map<string, Known>,
  now: string,
): Promise<void> {
  const old = known.get(record.digest);
  if (old === undefined || old.made === madeOf(record) || old.keep !== keep || isPoorer(record, old.made)) return;
  const row = articleRow(record, keep, { pageId: page?.id ?? null, sourceId, now });
  await db
    .updateTable("articles")
    .set({ made: row.made, statements: row.statements, record: row.record })
    .where("number", "=", old.number)
    .execute();
  await db.deleteFrom("statements").where("article", "=", old.number).execute();
  await putStatements(db, rowsOf(record, keep, known));
  old.made = row.made;
}

/** Whether the record lacks a layer that the stored one has: what was read is never forgotten for what was not. */
function isPoorer(record: ArticleRecord, made: string): boolean {
  const layers = (JSON.parse(made) as readonly (readonly [string, string])[]).map(([layer]) => layer);
  return layers.some((layer) => !Object.hasOwn(record.made, layer));
}
