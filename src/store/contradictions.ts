import { sql } from "kysely";
import type { Database } from "./database.ts";
import type { DatabaseKind } from "./migrations.ts";
import { run } from "./search.ts";

/** Questions whose every answer is something wrong. */
const CONTRADICTIONS: readonly (readonly [string, string])[] = [
  [
    "an article counts other statements than it has",
    `select a.digest as what from articles a
    where a.statements <> (select count(*) from statements s where s.article = a.number)`,
  ],
  [
    "a statement belongs to no article",
    "select s.id as what from statements s where not exists (select 1 from articles a where a.number = s.article)",
  ],
  [
    "a revision leads to no article",
    `select r.url as what from revisions r
    where not exists (select 1 from articles a where a.digest = r.digest) and not exists (select 1 from tombstones t where t.digest = r.digest)`,
  ],
  [
    "an article's page is unknown",
    `select a.digest as what from articles a where a."pageId" is not null
    and not exists (select 1 from pages p where p.id = a."pageId")`,
  ],
  [
    "a page repeats one that is unknown",
    `select p.id as what from pages p where p."sameAs" is not null
    and not exists (select 1 from pages q where q.id = p."sameAs")`,
  ],
  ["an article came back after it was taken away", "select a.digest as what from articles a join tombstones t on t.digest = a.digest"],
];

/** Things of one kind that are named before the rest is left out. */
const NAMED_MOST = 20;

/** Everything in the database that contradicts itself, as sentences. */
export async function contradictions(database: Database): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [sentence, question] of CONTRADICTIONS) {
    const rows = await run<{ what: string }>(database, sql.raw(`${question} limit ${NAMED_MOST}`));
    found.push(...rows.map(({ what }) => `${sentence}: ${what}`));
  }
  return [...found, ...(await OWN_CHECKS[database.kind](database))];
}

/** What a database can say about itself. */
const OWN_CHECKS: Readonly<Record<DatabaseKind, (database: Database) => Promise<readonly string[]>>> = {
  sqlite: async (database) => {
    const wrong: string[] = [];
    for (const words of ["statementWords", "articleWords"]) {
      try {
        const name = sql.ref(words);
        await database.write((db) => sql`insert into ${name} (${name}, rank) values ('integrity-check', 1)`.execute(db));
      } catch (thrown) {
        wrong.push(`the words of ${words} do not fit their table: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      }
    }
    // Only now: quick_check would take what this connection remembers of the words for damage where another has written since.
    const told = await run<{ quick_check: string }>(database, sql`pragma quick_check`);
    return [...told.map((row) => row.quick_check).filter((one) => one !== "ok"), ...wrong];
  },
  postgres: async () => [],
};
