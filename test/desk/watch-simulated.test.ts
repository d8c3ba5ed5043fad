import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Data, openData } from "../../src/desk/data.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { findSource, newSource, reportSources } from "../../src/desk/sources.ts";
import type { WatchEvent, WatchParts } from "../../src/desk/watch/parts.ts";
import { createPoliteAsker } from "../../src/desk/watch/polite.ts";
import { watch } from "../../src/desk/watch/watch.ts";
import { SaysoError } from "../../src/errors.ts";
import { createFeedReader } from "../../src/feed/reader.ts";
import type { Answer, AskOptions } from "../../src/fetch/asked.ts";
import { fakeClock } from "../support/fake-clock.ts";
import { fakeDesk } from "../support/fake-desk.ts";

const START = Date.parse("2026-03-01T00:00:00Z");
const HOUR = 3_600_000;
const SITE = "https://courier.example";
const feeds = await createFeedReader(diskResources());
const fake = fakeDesk();
/** The fake desk, with articles under the addresses of their pages. */
const desk: Desk = { ...fake, html: (page, given) => fake.html(page, page.url === null ? given : { ...given, url: page.url }) };

let folder: string;
let data: Data;
let clock = fakeClock(START);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sayso-simulated-"));
  clock = fakeClock(START);
  data = await openData({ folder: join(folder, "data"), creates: true, now: () => new Date(clock.now()).toISOString() });
});
afterEach(async () => {
  await data.close();
  rmSync(folder, { recursive: true });
});

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly movedTo?: string;
}

/** A network of one host that never fails but as told, and a record of what was asked when, in hours. */
function network(reply: (path: string, hours: number, options: AskOptions) => Reply) {
  const asked: { readonly path: string; readonly hours: number }[] = [];
  const ask = async (url: string, options: AskOptions): Promise<Answer> => {
    const leave = (await options.admit?.(new URL(url))) ?? (() => {});
    const hours = (clock.now() - START) / HOUR;
    const { pathname } = new URL(url);
    asked.push({ path: pathname, hours });
    const { status = 200, headers = {}, body = "", movedTo } = reply(pathname, hours, options);
    leave();
    const page = status === 200 ? { bytes: new TextEncoder().encode(body), url, headers, fetchedAt: data.now() } : null;
    return { url: movedTo ?? url, status, statusText: "", headers, page, ...(movedTo === undefined ? {} : { movedTo }) };
  };
  return { asked, ask };
}

function partsWith(ask: ReturnType<typeof network>["ask"], onEvent: (event: WatchEvent) => void): WatchParts {
  const asker = createPoliteAsker({ ask, notes: data.store.notes, clock, userAgent: "Sayso/0" });
  return { data, desk, asker, feeds, clock, random: () => 0.5, worker: "simulated", reads: "later", onEvent };
}

/** Watches for so many hours of the clock; gives what happened. */
async function watchFor(hours: number, ask: ReturnType<typeof network>["ask"]): Promise<readonly WatchEvent[]> {
  const events: WatchEvent[] = [];
  const ending = new AbortController();
  const ended = clock.wait(hours * HOUR).then(() => ending.abort());
  await clock.runUntil(
    Promise.all([
      watch(
        partsWith(ask, (event) => events.push(event)),
        { signal: ending.signal, tickMs: 60_000 },
      ),
      ended,
    ]),
  );
  return events;
}

const addFeed = (settings: Readonly<Record<string, string>> = {}) =>
  data.store.sources.put(newSource(`${SITE}/feed`, "feed", settings, data.now()));
const rss = (count: number): string =>
  `<rss><channel>${Array.from({ length: count }, (_, i) => `<item><link>${SITE}/article/${i + 1}</link></item>`).join("")}</channel></rss>`;
const article = (path: string, words = "“It broke,” said Ana Lind."): Reply => ({
  body: `<p>${words}</p><p>${path}</p>`,
  headers: { "content-type": "text/html" },
});

test("in a day an hourly feed is asked about once an hour, each article comes once, its edit once more, and rules are read once", async () => {
  const { asked, ask } = network((path, hours, { validators }) => {
    const count = 1 + Math.floor(hours);
    if (path === "/robots.txt") return { status: 404 };
    if (path.startsWith("/article/"))
      return article(path, path === "/article/1" && hours > 3 ? "“It did not break,” said Ana Lind." : undefined);
    return validators?.etag === `"${count}"` ? { status: 304 } : { body: rss(count), headers: { etag: `"${count}"` } };
  });
  await addFeed();
  const events = await watchFor(24, ask);
  const taken = events.flatMap((event) => (event.kind === "taken" ? [event.receipt] : []));
  const stored = taken.filter(({ status }) => status === "stored").map(({ url }) => url);
  expect(new Set(stored).size).toBe(stored.length);
  expect(stored.length).toBeGreaterThanOrEqual(23);
  expect(taken.filter(({ status }) => status === "revision").map(({ url }) => url)).toEqual([`${SITE}/article/1`]);
  expect(asked.filter(({ path }) => path === "/feed").length).toBeGreaterThanOrEqual(22);
  expect(asked.filter(({ path }) => path === "/feed").length).toBeLessThanOrEqual(26);
  expect(asked.filter(({ path }) => path === "/robots.txt")).toHaveLength(1);
  expect(asked.filter(({ path }) => path === "/article/1").map(({ hours }) => Math.round(hours))).toEqual([0, 1, 5]);
  expect((await reportSources(data.store.sources, clock.now()))[0]).toMatchObject({ state: "ok", reason: null });
}, 180_000);

describe("a host that", () => {
  test("wants to be left alone for two hours is, articles included", async () => {
    const { asked, ask } = network((path) => {
      if (path === "/robots.txt") return { status: 404 };
      if (path === "/article/1") return { status: 429, headers: { "retry-after": "7200" } };
      return path === "/feed" ? { body: rss(3) } : article(path);
    });
    await addFeed({ every: "30m" });
    await watchFor(2, ask);
    const busy = asked.findIndex(({ path }) => path === "/article/1");
    expect(asked.slice(busy + 1).filter(({ hours }) => hours < 2)).toEqual([]);
  }, 180_000);

  test("fails is asked less and less, and named", async () => {
    const { asked, ask } = network((path) => (path === "/robots.txt" ? { status: 404 } : { status: 503 }));
    await addFeed();
    await watchFor(24, ask);
    const hours = asked.filter(({ path }) => path === "/feed").map((one) => one.hours);
    const gaps = hours.slice(1).map((at, index) => at - (hours[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(4);
    expect(gaps.length).toBeLessThan(9);
    expect(gaps.every((gap, index) => index === 0 || gap > (gaps[index - 1] ?? 0))).toBe(true);
    expect((await reportSources(data.store.sources, clock.now()))[0]).toMatchObject({ state: "failing", reason: "server-error" });
  }, 180_000);

  test("forbids it by its rules is not asked, and asked again when the rules change", async () => {
    const { asked, ask } = network((path, hours) => {
      if (path === "/robots.txt") return { body: hours < 20 ? "User-agent: *\nDisallow: /" : "User-agent: *\nDisallow:" };
      return path === "/feed" ? { body: rss(1) } : article(path);
    });
    await addFeed();
    await watchFor(20, ask);
    expect(asked.map(({ path }) => path)).toEqual(["/robots.txt"]);
    expect((await reportSources(data.store.sources, clock.now()))[0]).toMatchObject({ state: "failing", reason: "robots" });
    await watchFor(30, ask);
    expect(asked.map(({ path }) => path)).toContain("/article/1");
  }, 180_000);

  test("whose rules cannot be read is not asked until they can", async () => {
    const { asked, ask } = network((path, hours) => {
      if (path === "/robots.txt") return hours < 0.5 ? { status: 500 } : { status: 404 };
      return path === "/feed" ? { body: rss(1) } : article(path);
    });
    await addFeed({ every: "15m" });
    await watchFor(3, ask);
    const first = asked.find(({ path }) => path === "/feed");
    expect(first?.hours).toBeGreaterThan(0.5);
    expect(asked.map(({ path }) => path)).toContain("/article/1");
  }, 180_000);

  test("goes still is called silent", async () => {
    const { ask } = network((path, hours) => {
      if (path === "/robots.txt") return { status: 404 };
      return path === "/feed" ? { body: rss(1 + Math.min(8, Math.floor(hours))) } : article(path);
    });
    await addFeed({ every: "30m", revisits: "no" });
    await watchFor(10, ask);
    expect((await reportSources(data.store.sources, clock.now()))[0]).toMatchObject({ state: "ok" });
    await watchFor(14, ask);
    expect((await reportSources(data.store.sources, clock.now()))[0]).toMatchObject({
      state: "silent",
      why: expect.stringContaining("every 1 hour"),
    });
  }, 180_000);
});

describe("a feed that", () => {
  const moving = () =>
    network((path, hours) => {
      if (path === "/robots.txt") return { status: 404 };
      if (path.startsWith("/article/")) return article(path);
      return { body: rss(1 + Math.floor(hours)), ...(path === "/feed" ? { movedTo: `${SITE}/new-feed` } : {}) };
    });
  test("moved for good is asked at its new address, brings nothing twice, and is found by both", async () => {
    const { asked, ask } = moving();
    await addFeed({ every: "1h", revisits: "no" });
    const events = await watchFor(5, ask);
    expect(asked.filter(({ path }) => path === "/feed")).toHaveLength(1);
    expect(asked.filter(({ path }) => path === "/new-feed").length).toBeGreaterThan(2);
    const urls = events.flatMap((event) => (event.kind === "taken" ? [event.receipt.url] : []));
    expect(new Set(urls).size).toBe(urls.length);
    const [report] = await reportSources(data.store.sources, clock.now());
    expect(report).toMatchObject({ url: `${SITE}/new-feed`, formerly: [`${SITE}/feed`], state: "ok" });
    for (const name of [`${SITE}/feed`, `${SITE}/new-feed`, report?.id ?? ""])
      expect((await findSource(name, data.store.sources))?.source.id).toBe(report?.id);
    await addFeed({ every: "2h" });
    await data.store.sources.put(newSource(`${SITE}/new-feed`, "feed", { every: "3h" }, data.now()));
    expect((await data.store.sources.all()).map(({ source }) => [source.url, source.settings])).toEqual([
      [`${SITE}/new-feed`, { every: "3h" }],
    ]);
  }, 180_000);

  test("moved to the address of another source is not asked any more", async () => {
    const { asked, ask } = moving();
    await addFeed({ every: "1h", revisits: "no" });
    await data.store.sources.put(newSource(`${SITE}/new-feed`, "feed", { every: "1h" }, data.now()));
    await watchFor(3, ask);
    expect(asked.filter(({ path }) => path === "/feed")).toHaveLength(1);
    expect(await reportSources(data.store.sources, clock.now())).toMatchObject([
      { url: `${SITE}/feed`, state: "stopped", why: expect.stringContaining(`moved to ${SITE}/new-feed`) },
      { url: `${SITE}/new-feed`, state: "ok" },
    ]);
  }, 180_000);

  test("leads for good to what is no feed keeps its address", async () => {
    const { ask } = network((path) => (path === "/robots.txt" ? { status: 404 } : { body: "Log in", movedTo: `${SITE}/login` }));
    await addFeed({ every: "1h" });
    await watchFor(2, ask);
    expect(await reportSources(data.store.sources, clock.now())).toMatchObject([
      { url: `${SITE}/feed`, reason: "not-a-feed", formerly: [] },
    ]);
  }, 180_000);

  test("is gone is not asked again until a person wishes it", async () => {
    const { asked, ask } = network((path) => ({ status: path === "/robots.txt" ? 404 : 410 }));
    await addFeed({ every: "1h" });
    await watchFor(30, ask);
    expect(asked.filter(({ path }) => path === "/feed")).toHaveLength(1);
    expect(await reportSources(data.store.sources, clock.now())).toMatchObject([{ state: "stopped", reason: "gone", nextTryAt: null }]);
  }, 180_000);
});

test("an article whose reading takes longer than a lease is not taken twice", async () => {
  const { asked, ask } = network((path) =>
    path === "/robots.txt" ? { status: 404 } : path === "/feed" ? { body: rss(1) } : article(path),
  );
  await addFeed({ every: "1h", revisits: "no" });
  const slowly = async (...asking: Parameters<typeof ask>): Promise<Answer> => {
    if (asking[0].includes("/article/")) await clock.wait(HOUR / 4);
    return ask(...asking);
  };
  await watchFor(2, slowly);
  expect(asked.filter(({ path }) => path === "/article/1")).toHaveLength(1);
  const until = "2027-01-01T00:00:00.000Z";
  expect(await data.store.jobs.lease({ worker: "next", kinds: ["fetch"], count: 9, now: until, until })).toEqual([]);
}, 180_000);

test("a page that is a wall is named, left to a person, and counted with its source", async () => {
  const { ask } = network((path) =>
    path === "/robots.txt" ? { status: 404 } : path === "/feed" ? { body: rss(1) } : article(path, "REFUSE"),
  );
  await addFeed();
  const events = await watchFor(3, ask);
  expect(events.filter(({ kind }) => kind === "missed")).toMatchObject([{ reason: "paywall", retryAt: null }]);
  expect((await data.store.jobs.dead()).map(({ failure }) => failure.code)).toEqual(["E_PAYWALL"]);
  expect((await reportSources(data.store.sources, clock.now()))[0]?.missed).toEqual({ paywall: 1 });
}, 180_000);

test("killed at any call of the store and begun again, it loses nothing and stores nothing twice", async () => {
  const { ask } = network((path, hours) => {
    if (path === "/robots.txt") return { status: 404 };
    return path === "/feed" ? { body: rss(3 + Math.floor(hours)) } : article(path);
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 5 }), async (lives) => {
      const home = mkdtempSync(join(tmpdir(), "sayso-killed-"));
      clock = fakeClock(START);
      const before = data;
      data = await openData({ folder: home, creates: true, now: () => new Date(clock.now()).toISOString() });
      try {
        await addFeed({ every: "15m", revisits: "no" });
        for (const calls of lives) await killedAfter(calls, ask);
        await watchFor(2, ask);
        const urls = (await Array.fromAsync(data.store.articles())).map(({ record }) => record?.meta.url);
        const count = 3 + Math.floor((clock.now() - START) / HOUR);
        expect(new Set(urls).size).toBe(urls.length);
        expect(urls.length).toBeGreaterThanOrEqual(count - 1);
        expect(await data.store.check()).toEqual([]);
      } finally {
        await data.close();
        data = before;
        rmSync(home, { recursive: true });
      }
    }),
    { numRuns: 6 },
  );
}, 300_000);

/** Watches with a store that fails for good at its n-th call, as when the process is killed there: nothing later is written. */
async function killedAfter(calls: number, ask: ReturnType<typeof network>["ask"]): Promise<void> {
  let left = calls;
  const dying = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return typeof value === "object" && value !== null ? dying(value) : value;
        return (...args: unknown[]): unknown => {
          if (left-- <= 0) throw new SaysoError("E_STORE", "killed");
          return Reflect.apply(value, target, args);
        };
      },
    });
  const parts = partsWith(ask, () => {});
  const ending = new AbortController();
  const life = watch({ ...parts, data: { ...data, store: dying(data.store) } }, { signal: ending.signal, tickMs: 60_000 }).catch(
    (thrown: unknown) => {
      if (!(thrown instanceof SaysoError)) throw thrown;
    },
  );
  const ended = clock.wait(HOUR / 4).then(() => ending.abort());
  await clock.runUntil(Promise.all([life, ended]));
}
