import { join } from "node:path";
import { type Data, openData } from "../../src/desk/data.ts";
import { keepBatch } from "../../src/desk/keep-batch.ts";
import { givenPage } from "../../src/desk/taken-page.ts";
import { startCluster } from "../../test/support/postgres.ts";
import { BATCH_ARTICLES, folderMB, QUESTIONS, type Side } from "./side.ts";
import { commonQuestions, questions, speakers, syntheticRecords } from "./synthetic.ts";
import { timed } from "./times.ts";

/** A data folder over SQLite, or over a PostgreSQL cluster of its own: pages in the archive, records, statements, full text. */
export async function openWhole(kind: "sqlite" | "postgres", folder: string): Promise<Side> {
  const cluster = kind === "postgres" ? await startCluster({ safe: true, folder: join(folder, "cluster") }) : undefined;
  const data = await openData({
    folder: join(folder, "data"),
    creates: true,
    migrates: true,
    ...(cluster === undefined ? {} : { database: await cluster.database() }),
  });
  return {
    count: async () => (await data.store.coverage()).articles,
    takeIn: (articles) => takeIn(data, articles),
    ask: async () => ({
      search: await timed(questions(QUESTIONS), (words) => data.store.find({ words })),
      common: await timed(commonQuestions(QUESTIONS), (words) => data.store.find({ words })),
      speaker: await timed(speakers(QUESTIONS), (name) => data.store.find({ speaker: `"${name}"`, order: "newest" })),
      months: await timed(speakers(QUESTIONS), (name) => data.store.months({ speaker: `"${name}"` })),
      allMonths: await timed(Array(MONTHS_ASKED).fill(""), () => data.store.months({})),
    }),
    diskMB: () => folderMB(join(folder, "data")) + (cluster?.megabytes() ?? 0),
    serverMB: () => cluster?.memoryMB() ?? 0,
    close: async () => {
      await data.close();
      await cluster?.stop();
    },
  };
}

const MONTHS_ASKED = 10;

async function takeIn(data: Data, articles: number): Promise<void> {
  const { articles: first } = await data.store.coverage();
  let batch: Parameters<typeof keepBatch>[0][number][] = [];
  const flush = async (): Promise<void> => {
    await keepBatch(batch, data, { keep: "text", sourceId: null });
    batch = [];
  };
  for (const record of syntheticRecords(first, articles)) {
    batch.push({
      page: givenPage(new TextEncoder().encode(record.text), "text/plain; charset=utf-8", record.meta.url ?? undefined),
      record,
    });
    if (batch.length === BATCH_ARTICLES) await flush();
  }
  if (batch.length > 0) await flush();
}
