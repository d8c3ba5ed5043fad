import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { USER_AGENT } from "../../src/fetch/user-agent.ts";
import { loopbackFetcher, serve } from "./loopback.ts";

const PAGE = "<!doctype html><p>The ferry is late, the harbour master of Port Hallam said.</p>";
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("a page", () => {
  test("comes with its bytes, address, headers in lower case, and the time it was asked", async () => {
    await using server = await serve((_, response) =>
      response.setHeader("X-Outlet", "Herald").setHeader("Content-Type", "text/html").end(PAGE),
    );
    const fetcher = loopbackFetcher();
    const page = await fetcher.page(`${server.origin}/ferry?p=1#top`);
    expect(page).toMatchObject({
      url: `${server.origin}/ferry?p=1`,
      headers: { "x-outlet": "Herald", "content-type": "text/html" },
      fetchedAt: "2026-03-01T12:00:00Z",
    });
    expect(textOf(page.bytes)).toBe(PAGE);
    await fetcher.close();
  });

  test("is asked for honestly, without cookies or referrer", async () => {
    await using server = await serve((_, response) => response.setHeader("set-cookie", "id=1").end(PAGE));
    const fetcher = loopbackFetcher();
    await fetcher.page(server.origin);
    await fetcher.page(server.origin);
    expect(server.asked).toHaveLength(2);
    for (const { headers } of server.asked) {
      expect(headers).toMatchObject({ "user-agent": USER_AGENT, host: `127.0.0.1:${server.port}` });
      expect(Object.keys(headers).filter((name) => ["cookie", "referer", "authorization", "origin"].includes(name))).toEqual([]);
    }
    await fetcher.close();
  });

  test.each([
    ["gzip", gzipSync(PAGE)],
    ["x-gzip", gzipSync(PAGE)],
    ["GZIP", gzipSync(PAGE)],
    ["deflate", deflateSync(PAGE)],
    ["deflate", deflateRawSync(PAGE)],
    ["br", brotliCompressSync(PAGE)],
    ["zstd", zstdCompressSync(PAGE)],
    ["gzip, br", brotliCompressSync(gzipSync(PAGE))],
    ["identity", Buffer.from(PAGE)],
    ["", Buffer.from(PAGE)],
  ])("encoded as %j is decoded", async (encoding, body) => {
    await using server = await serve((_, response) => response.setHeader("content-encoding", encoding).end(body));
    const fetcher = loopbackFetcher();
    expect(textOf((await fetcher.page(server.origin)).bytes)).toBe(PAGE);
    await fetcher.close();
  });

  test.each([["text/html; charset=utf-8"], ["TEXT/HTML"], ["text/plain"], ["application/xhtml+xml"], ["text/xml"], ["html"], [""]])(
    "of the type %j is taken",
    async (type) => {
      await using server = await serve((_, response) => response.setHeader("content-type", type).end(PAGE));
      const fetcher = loopbackFetcher();
      expect(textOf((await fetcher.page(server.origin)).bytes)).toBe(PAGE);
      await fetcher.close();
    },
  );

  test("may be empty", async () => {
    await using server = await serve((_, response) => response.setHeader("content-encoding", "gzip").end());
    const fetcher = loopbackFetcher();
    expect((await fetcher.page(server.origin)).bytes).toHaveLength(0);
    await fetcher.close();
  });

  test("is looked for by the caller's signal only as long as the caller wants", async () => {
    await using server = await serve(() => {});
    const fetcher = loopbackFetcher();
    const caller = new AbortController();
    const asked = fetcher.page(server.origin, caller.signal);
    caller.abort(new Error("no longer wanted"));
    await expect(asked).rejects.toThrow("no longer wanted");
    await expect(fetcher.page(server.origin, caller.signal)).rejects.toThrow("no longer wanted");
    await fetcher.close();
  });

  test("is no longer asked for after close", async () => {
    const fetcher = loopbackFetcher();
    await fetcher.close();
    await expect(fetcher.page("http://127.0.0.1/")).rejects.toMatchObject({ code: "E_CONNECTION" });
  });

  test("is asked for in the name of this version", () => {
    expect(USER_AGENT).toContain(`Sayso/${manifest.version} (+https://`);
  });

  test("is not asked for under a name with control characters", () => {
    expect(() => createFetcher({ userAgent: "a\r\nb: c", now: () => "" })).toThrow(expect.objectContaining({ code: "E_USAGE" }));
  });
});
