import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Data, openData } from "../../src/desk/data.ts";
import { ingest } from "../../src/desk/ingest.ts";
import { verifyData } from "../../src/desk/verify-data.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { type Cluster, postgresPath, skipReason, startCluster } from "../support/postgres.ts";
import { killAfter, repeatable, startChild } from "./killing.ts";
import { numbered } from "./numbered.ts";

const ARTICLES = 60;
/** Times that a worker is ended in the middle of its work. */
const KILLS = 8;
const LEASE_SECONDS = 1;

let outer: string;
let cluster: Cluster | undefined;
beforeAll(async () => {
  outer = mkdtempSync(join(tmpdir(), "sayso-workers-"));
  if (postgresPath !== undefined) cluster = await startCluster({ safe: true });
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(outer, { recursive: true });
});

const take = (data: Data, first: number, count: number, reads: "now" | "later") =>
  Array.fromAsync(ingest(numbered(first, count), fakeDesk(), data, { reads }));
const problems = async (data: Data): Promise<readonly string[]> =>
  (await Array.fromAsync(verifyData(data, fakeDesk()))).map(({ message }) => message);

/** Two workers at a time, one of which is ended again and again. */
async function workAndKill(folder: string, database: string | undefined): Promise<void> {
  const data = await openData({ folder, creates: true, ...(database === undefined ? {} : { database }) });
  try {
    await take(data, 0, ARTICLES, "later");
    const random = repeatable(5);
    for (let kill = 0; kill < KILLS; kill++) {
      const args = [folder, `worker-${kill}`, String(LEASE_SECONDS), ...(database === undefined ? [] : [database])];
      await killAfter(startChild("work-child.ts", args), random() * 60);
    }
    for (let tries = 0; tries < 40; tries++) {
      const { waiting, running } = await data.store.jobs.counts(data.now());
      if (waiting + running === 0) break;
      await startChild("work-child.ts", [folder, `last-${tries}`, String(LEASE_SECONDS), ...(database === undefined ? [] : [database])])
        .ended;
      await wait(300);
    }
    expect(await data.store.jobs.counts(data.now())).toEqual({ waiting: 0, running: 0, dead: 0 });
    expect(await data.store.coverage()).toMatchObject({ articles: ARTICLES, statements: 2 * ARTICLES });
    expect(await problems(data)).toEqual([]);
  } finally {
    await data.close();
  }
}

describe(`a worker that is ended in the middle of its work, ${KILLS} times, costs a try, never a statement`, () => {
  test("on SQLite", { timeout: 180_000 }, async () => {
    await expect(workAndKill(join(outer, "sqlite"), undefined)).resolves.toBeUndefined();
  });
  test.skipIf(postgresPath === undefined)(`on PostgreSQL${skipReason}`, { timeout: 180_000 }, async () => {
    await expect(workAndKill(join(outer, "postgres"), await cluster?.database())).resolves.toBeUndefined();
  });
});

describe.skipIf(postgresPath === undefined)(`PostgreSQL that is restarted under load${skipReason}`, () => {
  test("costs a pause: everything acknowledged is there, once", { timeout: 180_000 }, async () => {
    const data = await openData({ folder: join(outer, "restarted"), creates: true, database: (await cluster?.database()) ?? "" });
    try {
      const taking = take(data, 0, 3 * ARTICLES, "now");
      for (let restart = 0; restart < 3; restart++) {
        await wait(150);
        await cluster?.restart();
      }
      const receipts = await taking;
      expect(receipts.filter(({ status }) => status === "refused")).toEqual([]);
      expect(await data.store.coverage()).toMatchObject({ articles: 3 * ARTICLES, statements: 6 * ARTICLES });
      expect(await problems(data)).toEqual([]);
    } finally {
      await data.close();
    }
  });
});

describe("a database that another process holds", () => {
  test("is waited for", { timeout: 60_000 }, async () => {
    const folder = join(outer, "held");
    const data = await openData({ folder, creates: true });
    try {
      const holder = startChild("lock-child.ts", [join(folder, "sayso.db"), "700"]);
      while (holder.told.length === 0) await wait(5);
      expect((await take(data, 0, 3, "now")).map(({ status }) => status)).toEqual(["stored", "revision", "revision"]);
      await holder.ended;
    } finally {
      await data.close();
    }
  });
  test("for too long is an error that says so; nothing is stored by half, and it works again afterwards", { timeout: 60_000 }, async () => {
    const folder = join(outer, "held-long");
    const data = await openData({ folder, creates: true });
    try {
      const holder = startChild("lock-child.ts", [join(folder, "sayso.db"), "60000"]);
      while (holder.told.length === 0) await wait(5);
      await expect(take(data, 0, 3, "now")).rejects.toMatchObject({ code: "E_STORE_BUSY" });
      holder.child.kill("SIGKILL");
      await holder.ended;
      expect(await data.store.coverage()).toMatchObject({ articles: 0 });
      expect(await take(data, 0, 3, "now")).toHaveLength(3);
      expect(await problems(data)).toEqual([]);
    } finally {
      await data.close();
    }
  });
});
