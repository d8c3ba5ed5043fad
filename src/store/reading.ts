import { type Kysely, sql } from "kysely";
import { SaysoError } from "../errors.ts";
import type { KeptPage } from "../record/kept-page.ts";
import type { Database } from "./database.ts";
import { articleOf, pageOf } from "./rows.ts";
import { run } from "./search.ts";
import type { KeptArticle, Revision } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Rows that are read at once while all are walked through. */
const ROWS_AT_ONCE = 200;
/** Digits of a digest that name an article, at least. */
const PREFIX_DIGITS = 8;

/** A page by its id. */
export const pageById = (database: Database, id: string): Promise<KeptPage | undefined> =>
  database.read(async (db) => shownPage(await db.selectFrom("pages").selectAll().where("id", "=", id).executeTakeFirst()));

/** The first page whose bytes are in the archive and have this digest. */
export const pageWithBytes = (database: Database, sha256: string): Promise<KeptPage | undefined> =>
  database.read(async (db) => {
    const holding = db
      .selectFrom("pages")
      .selectAll()
      .where("sha256", "=", sha256)
      .where("file", "is not", null)
      .where("sameAs", "is", null);
    return shownPage(await holding.orderBy("number").limit(1).executeTakeFirst());
  });

const shownPage = (row: Parameters<typeof pageOf>[0] | undefined): KeptPage | undefined => (row === undefined ? undefined : pageOf(row));

/** Every page as the archive has them, one after another; those without bytes come last. */
export async function* allPages(database: Database): AsyncGenerator<KeptPage> {
  let last: { file: string; offset: number; number: number } | undefined;
  for (;;) {
    const rows = await run<Parameters<typeof pageOf>[0]>(
      database,
      sql`select * from (select pages.*, coalesce(file, '~') as "sortFile", coalesce("offset", 0) as "sortOffset" from pages) p
        ${last === undefined ? sql`` : sql`where ("sortFile", "sortOffset", number) > (${last.file}, ${last.offset}, ${last.number})`}
        order by "sortFile", "sortOffset", number limit ${sql.lit(ROWS_AT_ONCE)}`,
    );
    for (const { number, id, sha256, url, fetchedAt, contentType, file, offset, length, sameAs } of rows) {
      yield pageOf({ number, id, sha256, url, fetchedAt, contentType, file, offset, length, sameAs });
      last = { file: file ?? "~", offset: offset ?? 0, number };
    }
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

/** Where the last known page of each file ends. */
export async function archiveEnds(database: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await run<{ file: string; end: number }>(
    database,
    sql`select file, max("offset" + length) as "end" from pages where file is not null group by file`,
  );
  return new Map(rows.map(({ file, end }) => [file, end]));
}

const ARTICLE_COLUMNS = ["number", "digest", "keep", "pageId", "storedAt", "text", "record"] as const;

/** An article by its digest or the first digits of it. @throws SaysoError E_AMBIGUOUS. */
export const articleByDigest = (database: Database, digest: string): Promise<KeptArticle | undefined> =>
  database.read(async (db) => {
    if (!/^[0-9a-f]{8,64}$/.test(digest)) return undefined;
    const next = `${digest}g`;
    const rows = await db
      .selectFrom("articles")
      .select(ARTICLE_COLUMNS)
      .where("digest", ">=", digest)
      .where("digest", "<", next)
      .limit(2)
      .execute();
    if (rows.length > 1) throw new SaysoError("E_AMBIGUOUS", `several articles begin with ${digest}`);
    const [row] = rows;
    return row === undefined || digest.length < PREFIX_DIGITS ? undefined : articleOf(row);
  });

/** Digests of the articles that were stored before a time, by one source or by any. */
export const storedBefore = (database: Database, time: string, sourceId: string | undefined): Promise<readonly string[]> =>
  database.read(async (db) => {
    const before = db.selectFrom("articles").select("digest").where("storedAt", "<", time);
    const rows = await (sourceId === undefined ? before : before.where("sourceId", "=", sourceId))
      .orderBy("storedAt")
      .orderBy("digest")
      .execute();
    return rows.map(({ digest }) => digest);
  });

/** Every article in the order in which it was stored. */
export async function* allArticles(database: Database): AsyncGenerator<KeptArticle> {
  let last = 0;
  for (;;) {
    const after = last;
    const rows = await database.read((db) =>
      db.selectFrom("articles").select(ARTICLE_COLUMNS).where("number", ">", after).orderBy("number").limit(ROWS_AT_ONCE).execute(),
    );
    for (const row of rows) {
      yield articleOf(row);
      last = row.number;
    }
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

/** The article of a statement, and the statement's id within its record. */
export const statementById = (database: Database, id: string): Promise<{ article: KeptArticle; statement: string } | undefined> =>
  database.read(async (db) => {
    const row = await db
      .selectFrom("statements as s")
      .innerJoin("articles as a", "a.number", "s.article")
      .select(["s.name", "a.digest", "a.keep", "a.pageId", "a.storedAt", "a.text", "a.record"])
      .where("s.id", "=", id)
      .executeTakeFirst();
    return row === undefined ? undefined : { article: articleOf(row), statement: row.name };
  });

/** What one address has shown, oldest first; the same thing seen twice in a row is one revision. */
export const revisionsOf = (database: Database, url: string): Promise<readonly Revision[]> =>
  database.read(async (db) => (await revisionRows(db, url)).filter(({ digest }, index, all) => all[index - 1]?.digest !== digest));

const revisionRows = (db: Kysely<Tables>, url: string): Promise<readonly Revision[]> =>
  db.selectFrom("revisions").select(["url", "at", "digest", "extractor"]).where("url", "=", url).orderBy("at").orderBy("number").execute();
