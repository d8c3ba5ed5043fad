import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Data, openData } from "../../src/desk/data.ts";
import { ingest } from "../../src/desk/ingest.ts";
import { newSource } from "../../src/desk/sources.ts";
import { verifyData } from "../../src/desk/verify-data.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { openNewsroom } from "../support/newsroom.ts";
import { killAfter, repeatable, startChild, type Told } from "./killing.ts";
import { numbered } from "./numbered.ts";

/** Times that each command is ended, beside those of `kill.test.ts` and `workers.test.ts`. */
const KILLS = { watch: 25, work: 25 } as const;
const ARTICLES = 60;

let outer: string;
beforeAll(() => {
  outer = mkdtempSync(join(tmpdir(), "sayso-commands-"));
});
afterAll(() => rmSync(outer, { recursive: true }));

const fake = fakeDesk();
const desk = { ...fake, html: withAddress };
function withAddress(...[page, given]: Parameters<typeof fake.html>): ReturnType<typeof fake.html> {
  return fake.html(page, page.url === null ? given : { ...given, url: page.url });
}

async function using<Answer>(folder: string, use: (data: Data) => Promise<Answer>): Promise<Answer> {
  const data = await openData({ folder, creates: true });
  try {
    return await use(data);
  } finally {
    await data.close();
  }
}

const problems = (folder: string): Promise<readonly string[]> =>
  using(folder, async (data) => (await Array.fromAsync(verifyData(data, desk))).map(({ message }) => message));

/** What two minutes would do: the leases of whoever was ended have run out, and every source is due. */
function letTimePass(folder: string): void {
  const database = new Sqlite(join(folder, "sayso.db"), { timeout: 5000 });
  database.exec("update jobs set dueAt = '' where diedAt is null; update sources set nextTryAt = ''");
  database.close();
}

describe("the commands themselves, ended at any moment, lose nothing, do nothing twice, and leave a folder that verifies", () => {
  test(`sayso watch, ${KILLS.watch} times`, { timeout: 900_000 }, async () => {
    const folder = join(outer, "watch");
    const args = ["watch", "--data", folder, "--allow-address", "127.0.0.0/8", "--quiet"];
    // The first four outlets have no fault.
    await using newsroom = await openNewsroom({ outlets: 4, everyMs: 60, delaySeconds: 1 });
    await using(folder, async (data) => {
      for (const { feedUrl } of newsroom.outlets)
        await data.store.sources.put(newSource(feedUrl, "feed", { every: "1s", gap: "0.02s", revisits: "no" }, data.now()));
    });
    const random = repeatable(11);
    const told: Told[] = [];
    for (let kill = 0; kill < KILLS.watch; kill++) {
      const running = startChild("sayso-child.ts", args);
      // Mostly so soon that what is held has not been begun: that costs no try. What is begun six times is left to a person.
      const wanted = kill % 3 === 2 ? 8 + Math.floor(random() * 16) : 1 + Math.floor(random() * 3);
      while (running.told.length < wanted && running.child.exitCode === null) await wait(2);
      await killAfter(running, random() * 20);
      expect(running.told.length).toBeGreaterThan(0);
      told.push(...running.told);
      expect(await problems(folder)).toEqual([]);
      letTimePass(folder);
    }
    newsroom.stop();
    const wanted = newsroom.outlets.flatMap((outlet) => newsroom.published(outlet)).toSorted();
    const stored = (): Promise<readonly string[]> =>
      using(folder, async ({ store }) => (await Array.fromAsync(store.articles())).map(({ record }) => record?.meta.url ?? "").toSorted());
    for (let tries = 0; tries < 20 && (await stored()).length < wanted.length; tries++) {
      letTimePass(folder);
      await startChild("sayso-child.ts", [...args, "--once"]).ended;
    }
    expect(await stored()).toEqual(wanted);
    expect(await problems(folder)).toEqual([]);
    await using(folder, async ({ store }) => {
      for (const { article } of told) expect((await store.article(article ?? ""))?.digest).toBe(article);
      expect(await store.jobs.dead()).toEqual([]);
    });
  });

  test(`sayso work, ${KILLS.work} times`, { timeout: 900_000 }, async () => {
    const folder = join(outer, "work");
    await using(folder, (data) => Array.fromAsync(ingest(numbered(0, ARTICLES), desk, data, { reads: "later" })));
    const args = ["work", "--data", folder, "--quiet"];
    // To begin takes as long as the machine needs: the command is ended within one and a half times that.
    await using(join(outer, "empty"), async () => {});
    const begun = performance.now();
    await startChild("sayso-child.ts", ["work", "--until-idle", "--data", join(outer, "empty"), "--quiet"]).ended;
    const beginsMs = performance.now() - begun;
    const random = repeatable(12);
    for (let kill = 0; kill < KILLS.work; kill++) {
      await killAfter(startChild("sayso-child.ts", args), beginsMs * (0.75 + 0.75 * random()), "start");
      expect(await problems(folder)).toEqual([]);
      letTimePass(folder);
    }
    expect(await startChild("sayso-child.ts", [...args, "--until-idle"]).ended).toBe(0);
    await using(folder, async (data) => {
      expect(await data.store.jobs.counts(data.now())).toEqual({ waiting: 0, running: 0, dead: 0 });
      expect(await data.store.coverage()).toMatchObject({ articles: ARTICLES, statements: 2 * ARTICLES });
    });
    expect(await problems(folder)).toEqual([]);
  });
});
