import type { Database } from "./database.ts";
import { articleRow, statementRows } from "./rows.ts";
import type { KeptArticle } from "./store.ts";

/** Where what `find` goes by is not what the article's record says, as sentences. */
export async function disagreements(database: Database, { record, digest, keep }: KeptArticle): Promise<readonly string[]> {
  if (record === null) return [];
  return database.read(async (db) => {
    const row = await db
      .selectFrom("articles")
      .select(["number", "url", "outlet", "outletKey", "publishedAt", "at", "statements"])
      .where("digest", "=", digest)
      .executeTakeFirst();
    if (row === undefined) return [];
    const { number, ...facts } = row;
    const wanted: Readonly<Record<string, unknown>> = { ...articleRow(record, keep, { pageId: null, sourceId: null, now: "" }) };
    const wrong = Object.entries(facts).flatMap(([name, value]) =>
      wanted[name] === value ? [] : [`its ${name} is not that of its record`],
    );
    const rows = await db.selectFrom("statements").selectAll().where("article", "=", number).orderBy("number").execute();
    const found = new Map(rows.map((statement) => [statement.id, JSON.stringify(statement, COLUMNS)]));
    const strayed = statementRows(record, number).filter((statement) => found.get(statement.id) !== JSON.stringify(statement, COLUMNS));
    return [...wrong, ...strayed.map(({ id }) => `statement ${id} is not as its record has it`)];
  });
}

/** What a statement's row says, in one order. */
const COLUMNS = ["id", "article", "name", "at", "outletKey", "kind", "polarity", "source", "cue", "content"];
