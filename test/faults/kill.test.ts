import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Data, openData } from "../../src/desk/data.ts";
import { ingest } from "../../src/desk/ingest.ts";
import { verifyData } from "../../src/desk/verify-data.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { type Cluster, postgresPath, skipReason, startCluster } from "../support/postgres.ts";
import { killAfter, repeatable, startChild, type Told } from "./killing.ts";
import { numbered } from "./numbered.ts";

/** Times that the program is ended: while it takes in, while it begins, and on PostgreSQL; more than 200 in all. */
const KILLS = { taking: 140, beginning: 40, postgres: 30 } as const;
/** Milliseconds within which it is ended, counted from its first receipt. */
const WITHIN_MS = { taking: 20 } as const;
/** Kills after which the whole folder is verified; what was acknowledged is looked for after each. */
const VERIFY_EVERY = 35;

let outer: string;
beforeAll(() => {
  outer = mkdtempSync(join(tmpdir(), "sayso-kill-"));
});
afterAll(() => rmSync(outer, { recursive: true }));

interface Place {
  readonly folder: string;
  readonly database?: string;
}

async function using<Answer>(place: Place, use: (data: Data) => Promise<Answer>): Promise<Answer> {
  const data = await openData({ ...place, creates: true });
  try {
    return await use(data);
  } finally {
    await data.close();
  }
}

/** What a folder holds, apart from times and places: what two folders with the same articles have in common. */
const held = (data: Data): Promise<unknown> =>
  (async () => {
    const articles = await Array.fromAsync(data.store.articles());
    const urls = [...new Set(articles.map(({ record }) => record?.meta.url ?? ""))].toSorted();
    const revisions = await Promise.all(urls.map(async (url) => (await data.store.revisions(url)).map(({ at, digest }) => [at, digest])));
    const pages = (await Array.fromAsync(data.store.pages())).map(({ id, sha256 }) => `${id} ${sha256}`).sort();
    const statements = (await data.store.find({ limit: 1000 })).items.map(({ id }) => id).sort();
    return {
      coverage: await data.store.coverage(),
      records: articles.map(({ record }) => record).sort(byDigest),
      revisions,
      pages,
      statements,
    };
  })();
const byDigest = (a: { digest: string } | null, b: { digest: string } | null): number => ((a?.digest ?? "") < (b?.digest ?? "") ? -1 : 1);

async function expectKept(told: readonly Told[], place: Place, isWhole: boolean): Promise<void> {
  await using(place, async (data) => {
    const lost: Told[] = [];
    for (const one of told) if ((await data.store.article(one.article ?? ""))?.record == null) lost.push(one);
    expect(lost).toEqual([]);
    if (isWhole) expect((await Array.fromAsync(verifyData(data, fakeDesk()))).map(({ message }) => message)).toEqual([]);
  });
}

/** Ends the program again and again, each time a little after where it was acknowledged last. */
async function killAgainAndAgain(place: Place, kills: number, seed: number): Promise<number> {
  const random = repeatable(seed);
  let first = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const running = startChild("ingest-child.ts", [
      place.folder,
      String(first),
      "100000",
      ...(place.database === undefined ? [] : [place.database]),
    ]);
    await killAfter(running, random() * WITHIN_MS.taking);
    expect(running.told.length).toBeGreaterThan(0);
    await expectKept(running.told, place, kill % VERIFY_EVERY === 0 || kill === kills);
    // A little is taken in once more; at least one article further on, however slow the disk is.
    first += Math.max(1, running.told.length - 3);
  }
  return first;
}

/** The folder, finished, holds what a folder holds that was never interrupted. */
async function expectSame(place: Place, count: number): Promise<void> {
  const calm = { folder: join(outer, `calm-${count}-${place.database === undefined ? "sqlite" : "postgres"}`) };
  const finish = (data: Data) => Array.fromAsync(ingest(numbered(0, count), fakeDesk(), data, { reads: "now" }));
  const interrupted = await using(place, async (data) => {
    await finish(data);
    return held(data);
  });
  expect(interrupted).toEqual(
    await using(calm, async (data) => {
      await finish(data);
      return held(data);
    }),
  );
}

/** More than all that a killed run may have stored beyond what it acknowledged. */
const AHEAD = 64 + 8;

describe("ended at any moment, nothing acknowledged is lost and nothing is there twice", () => {
  test(`while it takes in, ${KILLS.taking} times`, { timeout: 600_000 }, async () => {
    const place = { folder: join(outer, "taking") };
    const reached = await killAgainAndAgain(place, KILLS.taking, 1);
    expect(reached).toBeGreaterThanOrEqual(KILLS.taking);
    await expectSame(place, reached + AHEAD);
  });
  test(`while it begins, ${KILLS.beginning} times`, { timeout: 300_000 }, async () => {
    const random = repeatable(2);
    let acknowledged = 0;
    // Beginning takes as long as the machine needs: the program is ended within twice that time.
    const begun = performance.now();
    await killAfter(startChild("ingest-child.ts", [join(outer, "beginning-first"), "0", "100000"]), 0);
    const within = 2 * (performance.now() - begun);
    for (let kill = 1; kill <= KILLS.beginning; kill++) {
      const folder = join(outer, `beginning-${Math.floor(kill / 4)}`);
      const running = startChild("ingest-child.ts", [folder, "0", "100000"]);
      await killAfter(running, random() * within, "start");
      await expectKept(running.told, { folder }, kill % 4 === 3);
      acknowledged += running.told.length;
    }
    expect(acknowledged).toBeGreaterThan(0);
  });
  test.skipIf(postgresPath === undefined)(`over PostgreSQL, ${KILLS.postgres} times${skipReason}`, { timeout: 300_000 }, async () => {
    const cluster: Cluster = await startCluster();
    try {
      const place = { folder: join(outer, "postgres"), database: await cluster.database() };
      const reached = await killAgainAndAgain(place, KILLS.postgres, 3);
      expect(reached).toBeGreaterThanOrEqual(KILLS.postgres);
      await expectSame(place, reached + AHEAD);
    } finally {
      await cluster.stop();
    }
  });
});
