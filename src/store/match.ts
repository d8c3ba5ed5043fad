import { sql } from "kysely";
import type { Sql } from "./conditions.ts";
import { HIT_CLOSES, HIT_OPENS } from "./highlight.ts";
import { type DatabaseKind, spacedOut } from "./migrations.ts";
import { type Asked, toFts5, toTsquery } from "./words.ts";

/** Which table is searched: its name, that of its words, and the columns that hold sources (A) and contents (B). */
export interface Searched {
  readonly table: "statements" | "articles";
  readonly words: "statementWords" | "articleWords";
  readonly source: "source" | "headline";
  readonly content: "content" | "text";
}

/** How one database is asked for words; the table that is searched is called `t`. */
export interface Match {
  /** What stands after `from`. */
  readonly from: Sql;
  /** What stands after `from` where of the table only time, article and outlet are asked. */
  readonly fromFacts: Sql;
  /** The condition that the words are there. */
  readonly condition: Sql;
  /** Whether the row `t` has them, looked up in a list that is made once. */
  readonly isAmong: Sql;
  /** The number of a row, from the words where that is faster. */
  readonly number: Sql;
  /** Higher is better. */
  readonly rank: Sql;
  /** The whole content, with marks around hits. */
  readonly marked: Sql;
}

/** A hit in a source or headline counts as much as one in a content or text; tried on no data yet, so neither is preferred. */
const SOURCE_WEIGHT = 1;

/** The part of a query that asks for words. With `alone`, the table itself is not joined, since no filter needs it. */
export function matchOf(kind: DatabaseKind, searched: Searched, asked: Asked, alone: boolean): Match {
  return kind === "sqlite" ? sqliteMatch(searched, asked, alone) : postgresMatch(searched, asked);
}

function sqliteMatch({ table, words, source, content }: Searched, asked: Asked, alone: boolean): Match {
  const name = sql.ref(words);
  const rowid = sql`${name}.rowid`;
  const asks = sql`${name} match ${toFts5(asked, { source, content })}`;
  return {
    fromFacts: sql`${name} join ${sql.ref(table)} t ${table === "statements" ? sql`indexed by statements_facts` : sql``} on t.number = ${rowid}`,
    // The plus keeps SQLite from going through the list and sorting what it finds.
    isAmong: sql`+t.number in (select ${rowid} from ${name} where ${asks})`,
    from: alone ? name : sql`${name} join ${sql.ref(table)} t on t.number = ${rowid}`,
    condition: asks,
    number: rowid,
    rank: sql`-bm25(${name}, ${sql.lit(SOURCE_WEIGHT)}, 1)`,
    marked: sql`highlight(${name}, 1, ${HIT_OPENS}, ${HIT_CLOSES})`,
  };
}

function postgresMatch({ table, content }: Searched, asked: Asked): Match {
  const question = sql`to_tsquery('sayso', ${toTsquery(asked)})`;
  const condition = sql`t.words @@ ${question}`;
  return {
    from: sql`${sql.ref(table)} t`,
    fromFacts: sql`${sql.ref(table)} t`,
    isAmong: condition,
    condition,
    number: sql`t.number`,
    rank: sql`ts_rank(${sql.raw(`'{1, 1, 1, ${SOURCE_WEIGHT}}'`)}, t.words, ${question}, 1)`,
    marked: sql`ts_headline('sayso', ${sql.raw(spacedOut(`t.${content}`))}, ${question},
      ${`StartSel=${HIT_OPENS}, StopSel=${HIT_CLOSES}, HighlightAll=true`})`,
  };
}
