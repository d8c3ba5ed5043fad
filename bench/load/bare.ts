import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { BATCH_ARTICLES, folderMB, QUESTIONS, type Side } from "./side.ts";
import { commonQuestions, questions, STATEMENTS_PER_ARTICLE, syntheticRecords } from "./synthetic.ts";
import { timed } from "./times.ts";

/** The least that full text costs: one FTS5 table with the same columns and tokenizer, ranked by `rank`, nothing else kept. */
export async function openBare(folder: string): Promise<Side> {
  const database = new Sqlite(join(folder, "bare.db"));
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec("create virtual table if not exists words using fts5 (source, content, tokenize = 'porter unicode61 remove_diacritics 2')");
  const query = database.prepare(
    "select rowid, source, highlight(words, 1, '[', ']') from words where words match ? order by rank limit 20",
  );
  const search = (words: string): unknown => query.all(quoted(words));
  return {
    count: async () => {
      const { last } = database.prepare("select max(rowid) as last from words").get() as { last: number | null };
      return (last ?? 0) / STATEMENTS_PER_ARTICLE;
    },
    takeIn: async (articles) => takeIn(database, articles),
    ask: async () => ({
      search: await timed(questions(QUESTIONS), search),
      common: await timed(commonQuestions(QUESTIONS), search),
      speaker: null,
      months: null,
      allMonths: null,
    }),
    diskMB: () => folderMB(folder),
    serverMB: () => 0,
    close: async () => void database.close(),
  };
}

const quoted = (words: string): string =>
  words.startsWith('"')
    ? words
    : words
        .split(" ")
        .map((word) => `"${word}"`)
        .join(" AND ");

function takeIn(database: Sqlite.Database, articles: number): void {
  const insert = database.prepare("insert into words (source, content) values (?, ?)");
  const { last } = database.prepare("select max(rowid) as last from words").get() as { last: number | null };
  let count = 0;
  database.exec("begin");
  for (const { statements = [] } of syntheticRecords((last ?? 0) / STATEMENTS_PER_ARTICLE, articles)) {
    for (const { source, content } of statements) insert.run(source[0]?.exact ?? "", content[0]?.exact ?? "");
    if (++count % BATCH_ARTICLES === 0) database.exec("commit; begin");
  }
  database.exec("commit");
}
