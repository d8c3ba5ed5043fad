import { sql } from "kysely";
import { POLARITIES, STATEMENT_KINDS } from "../record/statement.ts";
import { filtersOf, type Sql, where } from "./conditions.ts";
import type { Database } from "./database.ts";
import type { ArticleFound, Coverage, FindQuery, Found, MonthCount, StatementFound } from "./find.ts";
import { excerptOf, highlightsOf } from "./highlight.ts";
import { matchOf, type Searched } from "./match.ts";
import { type Hits, run, search } from "./search.ts";
import { askedBy } from "./words.ts";

const STATEMENTS: Searched = { table: "statements", words: "statementWords", source: "source", content: "content" };
const ARTICLES: Searched = { table: "articles", words: "articleWords", source: "headline", content: "text" };

/** Statements that answer a question. */
export async function findStatements(database: Database, query: FindQuery): Promise<Found<StatementFound>> {
  const hits = await search(database, STATEMENTS, query);
  const rows = await loaded<StatementLoaded>(
    database,
    hits,
    (numbers) => sql`
    select t.number, t.id, a.digest as article, a.url, a.outlet, a."publishedAt", a.headline, t.kind, t.polarity, t.source, t.cue, t.content
    from statements t join articles a on a.number = t.article where t.number in (${numbers})`,
  );
  const marked = await markedBy(database, hits, STATEMENTS);
  return found(hits, rows, ({ number, kind, polarity, headline, ...row }, rank) => ({
    ...row,
    headline: headline === "" ? null : headline,
    kind: STATEMENT_KINDS.find((one) => one === kind) ?? "indirect",
    polarity: POLARITIES.find((one) => one === polarity) ?? "asserted",
    highlights: highlightsOf(marked.get(number), row.content),
    rank,
  }));
}

/** Articles that answer a question; `kind` and `polarity` are not asked of articles. */
export async function findArticles(database: Database, query: FindQuery): Promise<Found<ArticleFound>> {
  const { kind: _, polarity: __, ...asked } = query;
  const hits = await search(database, ARTICLES, asked);
  const rows = await loaded<ArticleLoaded>(
    database,
    hits,
    (numbers) => sql`
    select t.number, t.digest as article, t.url, t.outlet, t."publishedAt", t.headline, t.text
    from articles t where t.number in (${numbers})`,
  );
  const marked = await markedBy(database, hits, ARTICLES);
  return found(hits, rows, ({ number, headline, text, ...row }, rank) => ({
    ...row,
    headline: headline === "" ? null : headline,
    ...excerptOf(text, highlightsOf(marked.get(number), text)),
    rank,
  }));
}

interface StatementLoaded extends Omit<StatementFound, "highlights" | "rank" | "kind" | "polarity"> {
  readonly number: number;
  readonly kind: string;
  readonly polarity: string;
}
interface ArticleLoaded extends Omit<ArticleFound, "highlights" | "rank" | "excerpt"> {
  readonly number: number;
  readonly text: string;
}

async function loaded<Row extends { number: number }>(
  database: Database,
  hits: Hits,
  query: (numbers: Sql) => Sql,
): Promise<ReadonlyMap<number, Row>> {
  if (hits.rows.length === 0) return new Map();
  const rows = await run<Row>(database, query(sql.join(hits.rows.map(({ number }) => sql`${number}`))));
  return new Map(rows.map((row) => [row.number, row]));
}

/** The hits with marks; asked for the rows that are shown alone, since marking costs more than finding. */
async function markedBy(database: Database, hits: Hits, searched: Searched): Promise<ReadonlyMap<number, string>> {
  if (hits.asked === undefined || hits.rows.length === 0) return new Map();
  const match = matchOf(database.kind, searched, hits.asked, true);
  const numbers = sql.join(hits.rows.map(({ number }) => sql`${number}`));
  const rows = await run<{ number: number; marked: string }>(
    database,
    sql`select ${match.number} as number, ${match.marked} as marked from ${match.from} ${where([match.condition, sql`${match.number} in (${numbers})`])}`,
  );
  return new Map(rows.map(({ number, marked }) => [number, marked]));
}

function found<Row, Item>(hits: Hits, rows: ReadonlyMap<number, Row>, shown: (row: Row, rank: number | null) => Item): Found<Item> {
  const items = hits.rows.flatMap(({ number, rank }) => {
    const row = rows.get(number);
    return row === undefined ? [] : [shown(row, rank)];
  });
  return { items, next: hits.next, isPartlyRanked: hits.isPartlyRanked };
}

/** How many statements, articles and outlets a question finds in each month; what has no time is left out. */
export async function countMonths(database: Database, query: FindQuery): Promise<readonly MonthCount[]> {
  const asked = askedBy(query);
  const filters = [...filtersOf(query), sql`t.at <> ''`];
  if (asked === undefined && query.kind === undefined && query.polarity === undefined) return monthsOfArticles(database, filters);
  const match = asked === undefined ? undefined : matchOf(database.kind, STATEMENTS, asked, false);
  const onlyFacts = query.kind === undefined && query.polarity === undefined;
  return run<MonthCount>(
    database,
    sql`select substr(t.at, 1, 7) as month, count(*) as statements, count(distinct t.article) as articles, count(distinct t."outletKey") as outlets
      from ${match === undefined ? sql`statements t` : onlyFacts ? match.fromFacts : match.from} ${where([...(match === undefined ? [] : [match.condition]), ...filters])} group by 1 order by 1`,
  );
}

/** Every statement counted without looking at any: articles know how many they have. */
const monthsOfArticles = (database: Database, filters: readonly Sql[]): Promise<readonly MonthCount[]> =>
  run<MonthCount>(
    database,
    sql`select substr(t.at, 1, 7) as month, cast(sum(t.statements) as integer) as statements, count(*) as articles,
      count(distinct t."outletKey") as outlets from articles t ${where(filters)} group by 1 order by 1`,
  );

/** What there is. */
export async function coverageOf(database: Database): Promise<Coverage> {
  const [row] = await run<{ articles: number; statements: number; outlets: number; earliest: string | null; latest: string | null }>(
    database,
    sql`select count(*) as articles, cast(coalesce(sum(statements), 0) as integer) as statements, count(distinct "outletKey") as outlets,
      min(case when at <> '' then at end) as earliest, max(at) as latest from articles`,
  );
  return {
    articles: row?.articles ?? 0,
    statements: row?.statements ?? 0,
    outlets: row?.outlets ?? 0,
    earliest: row?.earliest ?? null,
    latest: row?.latest === "" ? null : (row?.latest ?? null),
  };
}
