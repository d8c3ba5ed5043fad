/** Measures one side at one size and prints what it measured as JSON: `node measure.ts sqlite|postgres|fts5 STATEMENTS`. */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { type Data, openData } from "../../src/desk/data.ts";
import { keepBatch } from "../../src/desk/keep-batch.ts";
import { givenPage } from "../../src/desk/taken-page.ts";
import { startCluster } from "../../test/support/postgres.ts";
import { questions, speakers, syntheticRecords } from "./synthetic.ts";

interface Times {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface Measured {
  readonly side: string;
  readonly statements: number;
  /** Statements a second, bytes and records flushed to the disk. */
  readonly perSecond: number;
  /** Ranked search by words. */
  readonly search: Times;
  /** The newest of one speaker. */
  readonly speaker: Times | null;
  /** Counts by month of one speaker. */
  readonly months: Times | null;
  readonly allMonthsMs: number | null;
  readonly diskMB: number;
  readonly memoryMB: number;
}

const STATEMENTS_PER_ARTICLE = 10;
/** Articles of one transaction, as `add --later` has them. */
const BATCH_ARTICLES = 64;
const QUESTIONS = 300;
const MB = 1e6;

const [side = "sqlite", written = "10000"] = process.argv.slice(2);
const articles = Math.floor(Number(written) / STATEMENTS_PER_ARTICLE);
const folder = mkdtempSync(join(tmpdir(), "sayso-load-"));
try {
  const measured = side === "fts5" ? bare() : await whole(side);
  console.log(JSON.stringify({ side, statements: articles * STATEMENTS_PER_ARTICLE, ...measured }));
} finally {
  rmSync(folder, { recursive: true });
}

type Part = Omit<Measured, "side" | "statements">;

async function whole(kind: string): Promise<Part> {
  const cluster = kind === "postgres" ? await startCluster({ safe: true }) : undefined;
  const data = await openData({
    folder: join(folder, "data"),
    creates: true,
    ...(cluster === undefined ? {} : { database: await cluster.database() }),
  });
  try {
    const perSecond = await takeIn(data);
    const search = await timed(questions(QUESTIONS), (words) => data.store.find({ words }));
    const speaker = await timed(speakers(QUESTIONS), (name) => data.store.find({ speaker: `"${name}"`, order: "newest" }));
    const months = await timed(speakers(QUESTIONS), (name) => data.store.months({ speaker: `"${name}"` }));
    const begun = performance.now();
    await data.store.months({});
    return {
      perSecond,
      search,
      speaker,
      months,
      allMonthsMs: performance.now() - begun,
      diskMB: sizeOf(folder) + (cluster?.megabytes() ?? 0),
      memoryMB: memoryMB(),
    };
  } finally {
    await data.close();
    await cluster?.stop();
  }
}

async function takeIn(data: Data): Promise<number> {
  const begun = performance.now();
  let batch: Parameters<typeof keepBatch>[0][number][] = [];
  const flush = async (): Promise<void> => {
    await keepBatch(batch, data, { keep: "text", sourceId: null });
    batch = [];
  };
  for (const record of syntheticRecords(articles)) {
    batch.push({
      page: givenPage(new TextEncoder().encode(record.text), "text/plain; charset=utf-8", record.meta.url ?? undefined),
      record,
    });
    if (batch.length === BATCH_ARTICLES) await flush();
  }
  if (batch.length > 0) await flush();
  return (articles * STATEMENTS_PER_ARTICLE) / ((performance.now() - begun) / 1000);
}

/** The least that full text costs: one FTS5 table with the same columns and tokenizer, nothing else kept. */
function bare(): Part {
  const database = new Sqlite(join(folder, "bare.db"));
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec("create virtual table words using fts5 (source, content, tokenize = 'porter unicode61 remove_diacritics 2')");
  const insert = database.prepare("insert into words (source, content) values (?, ?)");
  const begun = performance.now();
  let count = 0;
  database.exec("begin");
  for (const { statements = [] } of syntheticRecords(articles)) {
    for (const { source, content } of statements) insert.run(source[0]?.exact ?? "", content[0]?.exact ?? "");
    if (++count % BATCH_ARTICLES === 0) database.exec("commit; begin");
  }
  database.exec("commit");
  const perSecond = (articles * STATEMENTS_PER_ARTICLE) / ((performance.now() - begun) / 1000);
  const query = database.prepare(
    "select rowid, source, highlight(words, 1, '[', ']') from words where words match ? order by rank limit 20",
  );
  const times = questions(QUESTIONS).map((words) => {
    const asked = performance.now();
    query.all(
      words
        .split(" ")
        .map((word) => `"${word}"`)
        .join(" AND "),
    );
    return performance.now() - asked;
  });
  database.close();
  return {
    perSecond,
    search: quantiles(times),
    speaker: null,
    months: null,
    allMonthsMs: null,
    diskMB: sizeOf(folder),
    memoryMB: memoryMB(),
  };
}

async function timed(items: readonly string[], ask: (item: string) => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (const item of items) {
    const begun = performance.now();
    await ask(item);
    times.push(performance.now() - begun);
  }
  return quantiles(times);
}

function quantiles(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

function sizeOf(path: string): number {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) / MB;
}

function memoryMB(): number {
  return (process.resourceUsage().maxRSS * 1024) / MB;
}
