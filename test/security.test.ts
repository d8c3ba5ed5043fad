import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readWarc } from "../src/archive/warc-input.ts";
import { plain } from "../src/cli/plain.ts";
import { openData } from "../src/desk/data.ts";
import { diskResources } from "../src/desk/disk-resources.ts";
import { ingest } from "../src/desk/ingest.ts";
import { newSource } from "../src/desk/sources.ts";
import { createPoliteAsker } from "../src/desk/watch/polite.ts";
import { createFeedReader } from "../src/feed/reader.ts";
import { createFetcher } from "../src/fetch/fetcher.ts";
import { DEFAULT_POLICY } from "../src/watch/policy.ts";
import { parseRobots } from "../src/watch/robots.ts";
import { loopbackFetcher, serve, serveRaw } from "./fetch/loopback.ts";
import { fakeDesk } from "./support/fake-desk.ts";
import { streamOf } from "./support/inputs.ts";

/**
 * What hosts and files may do to whoever takes them in, a row each, from end to end; the rooms' own tests go through the
 * details. No test asks anything but loopback.
 */
const now = (): string => "2026-03-01T12:00:00Z";
const resources = diskResources();

describe("addresses inside one's own network", () => {
  test("are not asked for a feed, a page or robots.txt, by number, by name or by redirect", async () => {
    await using inside = await serve((_, response) => response.end("secret"));
    const closed = createFetcher({ now, resolve: async () => ["127.0.0.1"] });
    const addresses = [
      inside.origin,
      `http://courier.example:${inside.port}/`,
      `http://localhost:${inside.port}/`,
      `http://0x7f.1:${inside.port}/`,
      `http://[::ffff:127.0.0.1]:${inside.port}/`,
    ];
    for (const kind of ["feed", "page", "robots"] as const)
      for (const address of addresses) await expect(closed.ask(address, { kind })).rejects.toMatchObject({ code: "E_ADDRESS" });
    await using outside = await serve(
      (_, response) => response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end(),
      "127.0.0.2",
    );
    const half = loopbackFetcher({ allowAddresses: ["127.0.0.2/32"] });
    await expect(half.ask(outside.origin, { kind: "feed" })).rejects.toMatchObject({ code: "E_ADDRESS" });
    expect(inside.asked).toEqual([]);
    await Promise.all([closed.close(), half.close()]);
  });

  test("are opened by range, and only by range", async () => {
    await using opened = await serve((_, response) => response.end("open"), "127.0.0.2");
    await using other = await serve((_, response) => response.end("secret"), "127.0.0.3");
    const fetcher = createFetcher({ now, allowAddresses: ["127.0.0.2/32"] });
    expect((await fetcher.ask(opened.origin)).status).toBe(200);
    await expect(fetcher.ask(other.origin)).rejects.toMatchObject({ code: "E_ADDRESS" });
    await fetcher.close();
  });
});

test("a name that changes its answer between check and connection reaches what was checked, or nothing", async () => {
  await using inside = await serve((_, response) => response.end("secret"));
  const answers = [["127.0.0.2"], ["127.0.0.1"]];
  await using outside = await serve((_, response) => response.setHeader("connection", "close").end("public"), "127.0.0.2");
  const fetcher = loopbackFetcher({ allowAddresses: ["127.0.0.2/32"], resolve: async () => answers.shift() ?? ["127.0.0.1"] });
  expect((await fetcher.ask(`http://courier.example:${outside.port}/`)).status).toBe(200);
  await expect(fetcher.ask(`http://courier.example:${inside.port}/`)).rejects.toMatchObject({ code: "E_ADDRESS" });
  expect(inside.asked).toEqual([]);
  await fetcher.close();
});

test.each([
  ["http://ana:secret@127.0.0.1/"],
  ["http:\\\\127.0.0.1/"],
  ["http://127.0.0.1/\r\nX: 1"],
  ["file:///etc/passwd"],
  ["gopher://127.0.0.1/"],
])("an address that parsers read differently is neither asked nor followed: %j", async (address) => {
  await using server = await serveRaw((socket) => {
    socket.once("data", () =>
      socket.end(`HTTP/1.1 302 Found\r\nlocation: ${address.replace(/[\r\n]/g, "\t")}\r\ncontent-length: 0\r\n\r\n`),
    );
  });
  const fetcher = loopbackFetcher();
  await expect(fetcher.ask(address)).rejects.toMatchObject({ code: "E_URL" });
  await expect(fetcher.ask(server.origin)).rejects.toMatchObject({ code: expect.stringMatching(/^E_(?:URL|CONNECTION)$/) });
  await fetcher.close();
});

test("rules and pace of a host hold for what is redirected there", async () => {
  await using strict = await serve(
    (request, response) => response.end(request.url === "/robots.txt" ? "User-agent: *\nDisallow: /" : "secret"),
    "127.0.0.2",
  );
  await using open = await serve((request, response) =>
    request.url === "/robots.txt" ? response.writeHead(404).end() : response.writeHead(302, { location: `${strict.origin}/a` }).end(),
  );
  const fetcher = loopbackFetcher();
  const clock = {
    now: () => Date.now(),
    wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  };
  const notes = { get: async () => undefined, put: async () => {}, remove: async () => {} };
  const asker = createPoliteAsker({ ask: (url, options) => fetcher.ask(url, options), notes, clock, userAgent: "Sayso/0" });
  await expect(asker.ask(`${open.origin}/a`, { ...DEFAULT_POLICY, gapSeconds: 0.05 }, { kind: "page" })).rejects.toMatchObject({
    code: "E_ROBOTS",
  });
  expect(strict.asked.map(({ path }) => path)).toEqual(["/robots.txt"]);
  await fetcher.close();
});

describe("too much of anything", () => {
  test.each([
    ["bytes as sent", {}, Buffer.alloc(300_000, "x"), "E_TOO_LARGE"],
    ["bytes unpacked", { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(80_000_000)), "E_TOO_LARGE"],
    ["bytes in a gzip file", {}, gzipSync(Buffer.alloc(80_000_000)), "E_TOO_LARGE"],
    ["layers", { "content-encoding": "gzip, gzip, gzip" }, gzipSync(gzipSync(gzipSync("x"))), "E_DECODE"],
    ["header", { "x-a": "a".repeat(14_000), "x-b": "b".repeat(14_000), "x-c": "c".repeat(14_000) }, Buffer.from("x"), "E_TOO_LARGE"],
  ])("%s ends the answer to a request for a feed", async (_, headers, body, code) => {
    await using server = await serve((_request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.end(body);
    });
    const fetcher = loopbackFetcher({ maxWireBytes: 200_000 });
    await expect(fetcher.ask(server.origin, { kind: "feed" })).rejects.toMatchObject({ code });
    await fetcher.close();
  });
  test("time ends it too", async () => {
    await using server = await serveRaw((socket) => {
      const timer = setInterval(() => socket.write("HTTP/1.1 200 OK\r\n".slice(0, 1)), 30);
      socket.on("close", () => clearInterval(timer));
    });
    const fetcher = loopbackFetcher({ timeLimitSeconds: 0.4, idleLimitSeconds: 0.3 });
    await expect(fetcher.ask(server.origin, { kind: "robots" })).rejects.toMatchObject({
      code: expect.stringMatching(/^E_(?:TIMEOUT|CONNECTION)$/),
    });
    await fetcher.close();
  });
  test("a compressed archive inside which all is large holds one record's limit", async () => {
    const record = (bytes: number): string =>
      `WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: ${bytes}\r\n\r\n${"x".repeat(bytes)}\r\n\r\n`;
    const found = await Array.fromAsync(
      readWarc(streamOf([gzipSync(record(30_000_000) + record(3))]), { limitBytes: 1000, wants: () => true }),
    );
    expect(found.map(({ block }) => block?.length ?? null)).toEqual([null, 3]);
  });
});

test("a feed defines no entity and opens no file", async () => {
  const reader = await createFeedReader(resources);
  const source =
    '<!DOCTYPE rss [<!ENTITY a "expanded"><!ENTITY f SYSTEM "file:///etc/hostname">]><rss><channel><title>&a; &f;</title></channel></rss>';
  const reading = reader.read({ bytes: new TextEncoder().encode(source), headers: {}, url: null });
  expect(reading.ok && reading.feed.title).toBe("&a; &f;");
});

test("what a feed says cannot write to the terminal", async () => {
  const reader = await createFeedReader(resources);
  const reading = reader.read({
    bytes: new TextEncoder().encode("<rss><channel><title>A\u001b[2J\u001b]0;x\u0007B\u202eC</title></channel></rss>"),
    headers: {},
    url: null,
  });
  expect(reading.ok && plain(reading.feed.title ?? "")).toBe("A [2J ]0;x BC");
});

test("no pattern of a robots.txt holds us up", () => {
  const robots = parseRobots(`User-agent: *\n${`Disallow: /${"a*".repeat(2000)}b$\n`.repeat(50)}`, "Sayso");
  const begun = performance.now();
  robots.allows(new URL(`https://courier.example/${"a".repeat(7000)}`));
  expect(performance.now() - begun).toBeLessThan(2000);
});

test("no name that came from outside becomes the name of a file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sayso-names-"));
  const data = await openData({ folder: join(folder, "data"), creates: true, now: () => "2026-03-01T12:00:00.000Z" });
  const url = "https://courier.example/../../etc/passwd%00/..%2f..";
  await data.store.sources.put(newSource(url, "feed", {}, data.now(), "../../title"));
  const page = {
    bytes: new TextEncoder().encode("<p>“Yes,” said Ana Lind.</p>"),
    url,
    headers: { "content-disposition": "attachment; filename=../../evil" },
    fetchedAt: data.now(),
  };
  const inputs = streamOf([{ id: "../../id", name: "../../name", given: {}, from: { kind: "page" as const, page } }]);
  expect((await Array.fromAsync(ingest(inputs, fakeDesk(), data, { reads: "later" }))).map(({ status }) => status)).toEqual(["stored"]);
  await data.close();
  const names = readdirSync(folder, { recursive: true }).map(String);
  expect(readdirSync(folder)).toEqual(["data"]);
  expect(names.filter((name) => !/^data(?:\/(?:sayso\.db[\w-]*|pages|snapshots|pages\/[\w.-]+))?$/.test(name))).toEqual([]);
  rmSync(folder, { recursive: true });
});
