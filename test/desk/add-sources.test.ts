import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Adding, inputsBeside } from "../../src/desk/add-sources.ts";
import { type Data, openData } from "../../src/desk/data.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import type { Input } from "../../src/desk/input.ts";
import { listOf, newSource, reportSources } from "../../src/desk/sources.ts";
import { readOpml, writeOpml } from "../../src/feed/opml.ts";
import { createFeedReader } from "../../src/feed/reader.ts";
import { loopbackFetcher, serve } from "../fetch/loopback.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { streamOf } from "../support/inputs.ts";

const NOW = "2026-03-01T12:00:00.000Z";
const resources = diskResources();
const feeds = await createFeedReader(resources);
const fetcher = loopbackFetcher();
let folder: string;
let data: Data;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sayso-add-"));
  data = await openData({ folder: join(folder, "data"), creates: true, now: () => NOW });
});
afterEach(async () => {
  await data.close();
  rmSync(folder, { recursive: true });
});

/** Adds names and gives the inputs that are left, and what was said. */
async function add(
  names: readonly string[],
  more: Partial<Adding> = {},
): Promise<{ inputs: readonly Input[]; sources: readonly string[]; named: readonly string[] }> {
  const [sources, named]: [string[], string[]] = [[], []];
  const inputs = await Array.fromAsync(
    inputsBeside(names, {
      desk: { ...fakeDesk(), ask: (url, options) => fetcher.ask(url, options) },
      data,
      feeds,
      resources,
      kind: undefined,
      stdin: streamOf([]),
      settings: {},
      onSource: ({ kind, url }, isNew) => sources.push(`${isNew ? "new" : "known"} ${kind} ${new URL(url).pathname}`),
      onFeeds: (_, found) => named.push(...found),
      ...more,
    }),
  );
  return { inputs, sources, named };
}

const OPML =
  '<opml version="2.0" xmlns:x="https://x.example/"><body><outline text="North"><outline text="Courier" xmlUrl="https://courier.example/rss" x:star="yes"/></outline><outline text="Herald" xmlUrl="https://herald.example/rss"/></body></opml>';
const PAGE =
  '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><p>“Yes,” said Ana Lind.</p></html>';
const ANSWERS: Readonly<Record<string, string>> = {
  "/rss": "<rss><channel><title>Courier</title></channel></rss>",
  "/sitemap": "<urlset/>",
  "/index": "<sitemapindex/>",
  "/opml": OPML,
  "/page": PAGE,
};
const newsroom = () =>
  serve((request, response) => {
    const body = ANSWERS[request.url ?? ""];
    if (body === undefined) response.writeHead(404).end();
    else response.end(body);
  });

describe("behind an address lies", () => {
  test.each([
    ["a feed", "/rss", ["new feed /rss"]],
    ["a sitemap", "/sitemap", ["new sitemap /sitemap"]],
    ["an index of sitemaps", "/index", ["new sitemap /index"]],
    ["a list of feeds", "/opml", ["new feed /rss", "new feed /rss"]],
  ])("%s, which becomes a source", async (_, path, expected) => {
    await using server = await newsroom();
    expect(await add([server.origin + path])).toEqual({ inputs: [], sources: expected, named: [] });
    expect((await add([server.origin + path])).sources).toEqual(expected.map((one) => one.replace("new", "known")));
  });
  test("a page, which is taken in, with the feeds that it names", async () => {
    await using server = await newsroom();
    const { inputs, sources, named } = await add([`${server.origin}/page`]);
    expect(inputs).toMatchObject([{ id: `${server.origin}/page`, from: { kind: "page", page: { url: `${server.origin}/page` } } }]);
    expect([sources, named]).toEqual([[], [`${server.origin}/rss`]]);
  });
  test("a page that is asked again and again, when that is wanted", async () => {
    expect((await add(["https://courier.example/live"], { kind: "page" })).sources).toEqual(["new page /live"]);
  });
  test.each([
    ["nothing", "/none", undefined, "E_HTTP_STATUS"],
    ["a page where a feed was meant", "/page", "feed", "E_FEED"],
    ["a feed where a list was meant", "/rss", undefined, undefined],
  ] as const)("%s", async (_, path, kind, code) => {
    await using server = await newsroom();
    const { inputs } = await add([server.origin + path], kind === undefined ? {} : { kind });
    expect(inputs.map(({ from }) => (from.kind === "failed" ? from.error.code : from.kind))).toEqual(code === undefined ? [] : [code]);
  });
  test("an address that is refused, which does not stop the others", async () => {
    await using server = await newsroom();
    const { inputs, sources } = await add(["http://10.0.0.1/rss", `${server.origin}/rss`]);
    expect(inputs).toMatchObject([{ from: { kind: "failed", error: { code: "E_ADDRESS" } } }]);
    expect(sources).toEqual(["new feed /rss"]);
  });
});

test("a list of feeds may be a file, and comes out as it went in", async () => {
  const path = join(folder, "mine.opml");
  writeFileSync(path, OPML);
  await add([path]);
  const sources = (await data.store.sources.all()).map(({ source }) => source);
  const again = await readOpml({ bytes: new TextEncoder().encode(writeOpml(listOf(sources))), headers: {} }, resources);
  expect(again.outlines).toMatchObject([
    {
      title: "North",
      feedUrl: null,
      children: [{ title: "Courier", feedUrl: "https://courier.example/rss", others: { "x:star": "yes" } }],
    },
    { title: "Herald", feedUrl: "https://herald.example/rss" },
  ]);
});

test("what is no feed stays what it is in a list, and is no RSS to other programs", async () => {
  const list = [
    newSource("https://courier.example/sitemap.xml", "sitemap", {}, NOW),
    newSource("https://herald.example/live", "page", {}, NOW),
  ];
  const written = writeOpml(listOf(list));
  expect(written).not.toContain('type="rss"');
  expect(written).toContain('type="sitemap"');
  const path = join(folder, "kinds.opml");
  writeFileSync(path, written);
  expect((await add([path])).sources).toEqual(["new sitemap /sitemap.xml", "new page /live"]);
});

test("what is asked for a list of feeds holds for each of them that says nothing else", async () => {
  const path = join(folder, "mine.opml");
  const own = OPML.replace("<opml ", '<opml xmlns:sayso="https://sayso.example/opml" ').replace("x:star", 'sayso:every="1d" x:star');
  writeFileSync(path, own);
  await add([path], { settings: { every: "30m", keep: "snippet" } });
  const settings = (await data.store.sources.all()).map(({ source }) => [source.title, { ...source.settings, keep: source.keep }] as const);
  expect(Object.fromEntries(settings)).toMatchObject({
    Courier: { every: "1d", keep: "snippet" },
    Herald: { every: "30m", keep: "snippet" },
  });
});

test("files and streams go on as inputs", async () => {
  writeFileSync(join(folder, "a.txt"), "“Yes,” said Ana Lind.");
  const { inputs } = await add([join(folder, "a.txt"), "-"], {
    stdin: streamOf([new TextEncoder().encode('{"text":"“No,” said Ben Holm."}\n')]),
  });
  expect(inputs.map(({ from }) => from.kind)).toEqual(["file", "text"]);
});

test.each([[{ every: "often" }], [{ colour: "red" }], [{ keep: "half" }]])("settings that are none are told: %j", (settings) =>
  expect(() => newSource("https://courier.example/rss", "feed", settings as Readonly<Record<string, string>>, NOW)).toThrow(
    expect.objectContaining({ code: "E_USAGE" }),
  ),
);

describe("how a source is doing", () => {
  const source = newSource("https://courier.example/rss", "feed", {}, NOW);
  const health = {
    nextTryAt: "2026-03-01T13:00:00.000Z",
    lastTriedAt: NOW,
    lastSuccessAt: NOW,
    lastNewAt: null,
    failures: 0,
    lastFailure: null,
    state: {},
  };
  const report = async (more: object, laterMs = 0) => {
    await data.store.sources.put(source);
    await data.store.sources.setHealth(source.id, { ...health, ...more });
    return (await reportSources(data.store.sources, Date.parse(NOW) + laterMs))[0];
  };
  test("is new before it was asked", async () => {
    await data.store.sources.put(source);
    expect((await reportSources(data.store.sources, Date.parse(NOW)))[0]).toMatchObject({ state: "new", why: "" });
  });
  test("is well after it answered", async () =>
    expect(await report({})).toMatchObject({ state: "ok", nextTryAt: "2026-03-01T13:00:00.000Z" }));
  test("is failing, with reason and next try", async () => {
    const failing = {
      failures: 2,
      lastFailure: { code: "E_TIMEOUT", message: "it took too long", hint: "" },
      state: { reason: "timeout" },
    };
    expect(await report(failing)).toMatchObject({
      state: "failing",
      reason: "timeout",
      why: "it took too long",
      failures: 2,
      nextTryAt: "2026-03-01T13:00:00.000Z",
    });
  });
  test("is silent after eight still days", async () =>
    expect(await report({}, 8 * 86_400_000)).toMatchObject({ state: "silent", why: "nothing new for 8 days" }));
  test("is stopped when it is gone", async () =>
    expect(await report({ nextTryAt: "9999-12-31T23:59:59.999Z", state: { reason: "gone" } })).toMatchObject({
      state: "stopped",
      nextTryAt: null,
      reason: "gone",
    }));
  test("is stopped when it was paused", async () => {
    await data.store.sources.put({ ...source, isActive: false });
    expect((await reportSources(data.store.sources, Date.parse(NOW)))[0]).toMatchObject({ state: "stopped" });
  });
});
