import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { validatorsOf } from "../../src/fetch/asked.ts";
import { loopbackFetcher, serve } from "./loopback.ts";

const FEED = "<rss><channel/></rss>";

describe("what an address answers", () => {
  test.each([[204], [304], [401], [403], [404], [410], [429], [500], [503]])("may be status %i, without a page", async (status) => {
    await using server = await serve((_, response) => response.writeHead(status, { "retry-after": "7" }).end());
    const fetcher = loopbackFetcher();
    expect(await fetcher.ask(`${server.origin}/a`)).toMatchObject({
      status,
      page: null,
      url: `${server.origin}/a`,
      headers: { "retry-after": "7" },
    });
    await fetcher.close();
  });

  test("may be unchanged: validators go back to the address that gave them", async () => {
    await using server = await serve((request, response) => {
      if (request.headers["if-none-match"] === 'W/"1"') response.writeHead(304).end();
      else response.setHeader("etag", 'W/"1"').setHeader("last-modified", "Sun, 01 Mar 2026 12:00:00 GMT").end(FEED);
    });
    const fetcher = loopbackFetcher();
    const first = await fetcher.ask(server.origin, { kind: "feed" });
    const validators = validatorsOf(first) ?? { url: "", etag: null, lastModified: null };
    expect(validators).toMatchObject({ etag: 'W/"1"', lastModified: "Sun, 01 Mar 2026 12:00:00 GMT" });
    expect(await fetcher.ask(server.origin, { kind: "feed", validators })).toMatchObject({ status: 304, page: null });
    expect(server.asked[1]?.headers).toMatchObject({ "if-none-match": 'W/"1"', "if-modified-since": "Sun, 01 Mar 2026 12:00:00 GMT" });
    await fetcher.close();
  });

  test.each([
    ["another address", { url: "http://127.0.0.1:1/", etag: '"1"', lastModified: null }],
    ["a line end in them", { url: "", etag: '"1"\r\nX-Evil: 1', lastModified: null }],
    ["characters beyond ASCII", { url: "", etag: '"é"', lastModified: null }],
  ])("validators are not sent with %s", async (_, validators) => {
    await using server = await serve((_request, response) => response.end(FEED));
    const fetcher = loopbackFetcher();
    await fetcher.ask(server.origin, { kind: "feed", validators: { ...validators, url: validators.url || `${server.origin}/` } });
    expect(Object.keys(server.asked[0]?.headers ?? {}).filter((name) => name.startsWith("if-"))).toEqual([]);
    await fetcher.close();
  });

  test("a redirect is not told the validators of another address", async () => {
    await using server = await serve((request, response) =>
      request.url === "/a" ? response.writeHead(302, { location: "/b" }).end() : response.end(FEED),
    );
    const fetcher = loopbackFetcher();
    await fetcher.ask(`${server.origin}/a`, { kind: "feed", validators: { url: `${server.origin}/a`, etag: '"1"', lastModified: null } });
    expect(server.asked.map(({ headers }) => headers["if-none-match"])).toEqual(['"1"', undefined]);
    await fetcher.close();
  });
});

describe("a feed", () => {
  test.each([["application/rss+xml"], ["application/json"], ["application/octet-stream"], ["text/plain"], ["application/x-gzip"], [""]])(
    "may come as %j",
    async (type) => {
      await using server = await serve((_, response) => response.setHeader("content-type", type).end(FEED));
      const fetcher = loopbackFetcher();
      expect((await fetcher.ask(server.origin, { kind: "feed" })).page?.bytes).toHaveLength(FEED.length);
      await fetcher.close();
    },
  );
  test.each([["image/png"], ["video/mp4"], ["audio/mpeg"]])("does not come as %s", async (type) => {
    await using server = await serve((_, response) => response.setHeader("content-type", type).end(FEED));
    const fetcher = loopbackFetcher();
    await expect(fetcher.ask(server.origin, { kind: "feed" })).rejects.toMatchObject({ code: "E_CONTENT_TYPE" });
    await fetcher.close();
  });
  test.each([
    ["a gzip file", gzipSync(FEED), ""],
    ["a gzip file sent compressed", gzipSync(gzipSync(FEED)), "gzip"],
  ])("may be %s", async (_, body, encoding) => {
    await using server = await serve((_request, response) => response.setHeader("content-encoding", encoding).end(body));
    const fetcher = loopbackFetcher();
    const { page } = await fetcher.ask(`${server.origin}/news.xml.gz`, { kind: "feed" });
    expect(new TextDecoder().decode(page?.bytes)).toBe(FEED);
    await fetcher.close();
  });
  test.each([
    ["a bomb in a gzip file", gzipSync(Buffer.alloc(60_000_000)), "E_TOO_LARGE"],
    ["a gzip file that is cut", gzipSync(FEED.repeat(100)).subarray(0, 30), "E_DECODE"],
  ])("is not %s", async (_, body, code) => {
    await using server = await serve((_request, response) => response.end(body));
    const fetcher = loopbackFetcher();
    await expect(fetcher.ask(server.origin, { kind: "feed" })).rejects.toMatchObject({ code });
    await fetcher.close();
  });
  test("page and robots.txt keep a gzip file as it is", async () => {
    const packed = gzipSync(FEED);
    await using server = await serve((_, response) => response.end(packed));
    const fetcher = loopbackFetcher();
    expect((await fetcher.ask(server.origin)).page?.bytes).toHaveLength(packed.length);
    await fetcher.close();
  });
});

describe("admission", () => {
  test("is asked for before each request, redirects included, and given back after it", async () => {
    await using server = await serve((request, response) =>
      request.url === "/a" ? response.writeHead(302, { location: "/b" }).end() : response.end("x"),
    );
    const fetcher = loopbackFetcher();
    const seen: string[] = [];
    const admit = async ({ pathname }: URL): Promise<() => void> => {
      seen.push(`in ${pathname} after ${server.asked.length}`);
      return () => seen.push(`out ${pathname}`);
    };
    await fetcher.ask(`${server.origin}/a`, { admit });
    expect(seen).toEqual(["in /a after 0", "out /a", "in /b after 1", "out /b"]);
    await fetcher.close();
  });
  test("that is refused sends nothing", async () => {
    await using server = await serve((_, response) => response.end("x"));
    const fetcher = loopbackFetcher();
    const admit = async (): Promise<() => void> => {
      throw new Error("not now");
    };
    await expect(fetcher.ask(server.origin, { admit })).rejects.toThrow("not now");
    expect(server.asked).toEqual([]);
    await fetcher.close();
  });
  test("is not asked for where the address itself is refused", async () => {
    const fetcher = loopbackFetcher();
    let asked = 0;
    const admit = async (): Promise<() => void> => {
      asked++;
      return () => {};
    };
    await expect(fetcher.ask("http://10.0.0.1/", { admit })).rejects.toMatchObject({ code: "E_ADDRESS" });
    expect(asked).toBe(0);
    await fetcher.close();
  });
  test("may take longer than the server may", async () => {
    await using server = await serve((_, response) => response.end("x"));
    const fetcher = loopbackFetcher({ timeLimitSeconds: 0.5 });
    const admit = (): Promise<() => void> => new Promise((resolve) => setTimeout(() => resolve(() => {}), 800));
    expect((await fetcher.ask(server.origin, { admit })).status).toBe(200);
    await fetcher.close();
  });
  test("is given back when the request fails", async () => {
    await using server = await serve((_, response) => response.destroy());
    const fetcher = loopbackFetcher();
    let held = 0;
    const admit = async (): Promise<() => void> => {
      held++;
      return () => held--;
    };
    await expect(fetcher.ask(server.origin, { admit })).rejects.toMatchObject({ code: "E_CONNECTION" });
    expect(held).toBe(0);
    await fetcher.close();
  });
});
