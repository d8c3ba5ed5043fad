import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SaysoError } from "../../src/errors.ts";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { loopbackFetcher, serve, serveRaw } from "./loopback.ts";

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n";
const PAGE = "<p>The ferry is late.</p>".repeat(50);

describe("a broken answer", () => {
  test.each([
    ["a body cut before its announced end", `${HEAD}content-length: 100\r\n\r\n<p>The ferry`, "E_CONNECTION"],
    ["a body cut inside a chunk", `${HEAD}transfer-encoding: chunked\r\n\r\n10\r\n<p>The`, "E_CONNECTION"],
    ["a chunk of no size", `${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n<p>`, "E_CONNECTION"],
    ["a header cut in the middle", "HTTP/1.1 200 OK\r\ncontent-", "E_CONNECTION"],
    ["nothing", "", "E_CONNECTION"],
    ["garbage", "\u0000\u0001\u0002 garbage \r\n\r\n", "E_CONNECTION"],
    ["another protocol", "220 mail.nordholm.example ESMTP\r\n", "E_CONNECTION"],
    ["a status that is none", "HTTP/1.1 abc OK\r\n\r\n", "E_CONNECTION"],
    ["two different lengths", `${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\nab`, "E_CONNECTION"],
    ["a change of protocol nobody asked for", "HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n", "E_CONNECTION"],
    ["a redirect to two places", "HTTP/1.1 302 Found\r\nlocation: /a\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n", "E_REDIRECTS"],
  ])("with %s has a reason", async (_, words, code) => {
    await using server = await serveRaw((socket) => {
      socket.once("data", () => socket.end(words, "latin1"));
    });
    const fetcher = loopbackFetcher({ idleLimitSeconds: 2 });
    await expect(fetcher.page(`${server.origin}/ferry`)).rejects.toMatchObject({
      name: "SaysoError",
      code,
      message: expect.stringContaining(`${server.origin}/ferry`),
    });
    await fetcher.close();
  });

  test.each([
    ["gzip", gzipSync(PAGE).subarray(0, 40)],
    ["br", brotliCompressSync(PAGE).subarray(0, 20)],
    ["zstd", zstdCompressSync(PAGE).subarray(0, 20)],
    ["gzip", Buffer.from(PAGE)],
    ["deflate", Buffer.from(PAGE)],
    ["br", Buffer.from(PAGE)],
    ["zstd", Buffer.from(PAGE)],
    ["compress", Buffer.from(PAGE)],
    ["gzip, gzip, gzip", gzipSync(gzipSync(gzipSync(PAGE)))],
    ["constructor", Buffer.from(PAGE)],
  ])("that is not what its encoding %j says", async (encoding, body) => {
    await using server = await serve((_, response) => response.setHeader("content-encoding", encoding).end(body));
    const fetcher = loopbackFetcher();
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_DECODE" });
    await fetcher.close();
  });

  test.each([[204], [206], [300], [304], [400], [401], [403], [404], [410], [429], [500], [503]])(
    "with status %i is no page",
    async (status) => {
      await using server = await serve((_, response) => response.writeHead(status).end());
      const fetcher = loopbackFetcher();
      await expect(fetcher.page(server.origin)).rejects.toMatchObject({
        code: "E_HTTP_STATUS",
        message: expect.stringContaining(String(status)),
      });
      await fetcher.close();
    },
  );

  test.each([
    ["image/png"],
    ["application/pdf"],
    ["application/json"],
    ["video/mp4"],
    ["application/octet-stream"],
    ["text/css; a=text/html"],
  ])("of the type %s is no page", async (type) => {
    await using server = await serve((_, response) => response.setHeader("content-type", type).end(PAGE));
    const fetcher = loopbackFetcher();
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_CONTENT_TYPE" });
    await fetcher.close();
  });

  test("does not stop the next", async () => {
    let asked = 0;
    await using server = await serveRaw((socket) => {
      socket.once("data", () => socket.end(asked++ === 0 ? "garbage\r\n\r\n" : `${HEAD}content-length: 2\r\n\r\nok`));
    });
    const fetcher = loopbackFetcher();
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_CONNECTION" });
    expect((await fetcher.page(server.origin)).bytes).toHaveLength(2);
    await fetcher.close();
  });

  test("nobody listens", async () => {
    const server = await serve(() => {});
    await server[Symbol.asyncDispose]();
    const fetcher = loopbackFetcher();
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_CONNECTION" });
    await fetcher.close();
  });
});

test("any bytes a server may send give a page or an error with a code", async () => {
  let words: Uint8Array = new Uint8Array();
  await using server = await serveRaw((socket) => {
    socket.once("data", () => socket.end(words));
  });
  const fetcher = loopbackFetcher({ idleLimitSeconds: 1 });
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 302 Found\r\n",
        "location: /\r\n",
        "content-encoding: gzip\r\n",
        "\r\n",
        "5\r\nhello\r\n",
      ),
      fc.constantFrom(
        "content-length: 3\r\n",
        "transfer-encoding: chunked\r\n",
        "content-type: text/html\r\n",
        "0\r\n\r\n",
        ": \r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
      ),
      fc.string({ unit: "binary", maxLength: 10 }),
    ),
    { maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(pieces, async (all) => {
      words = Buffer.from(all.join(""), "latin1");
      const result = await fetcher.page(server.origin).catch((thrown: unknown) => thrown);
      expect(result instanceof SaysoError ? result.code.startsWith("E_") && result.code !== "E_INTERNAL" : typeof result).toBe(
        result instanceof SaysoError ? true : "object",
      );
      expect(result instanceof Error && !(result instanceof SaysoError)).toBe(false);
    }),
    { numRuns: 200 },
  );
  await fetcher.close();
});

test("any string given as an address gives an error with a code, and asks nobody", async () => {
  const fetcher = createFetcher({ now: () => "", resolve: async () => ["10.0.0.1"] });
  const addresses = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.ipV4Extended().map((host) => `http://${host}/`),
    fc.ipV6().map((host) => `https://[${host}]:443/`),
    fc.tuple(fc.constantFrom("http://", "https:", "//", "HTTP:/"), fc.string({ unit: "binary" })).map(([scheme, rest]) => scheme + rest),
  );
  await fc.assert(
    fc.asyncProperty(
      addresses.filter((address) => !isPublicNumber(address)),
      async (address) => {
        const thrown = await fetcher.page(address).catch((error: unknown) => error);
        expect(thrown).toBeInstanceOf(SaysoError);
        expect(thrown).toMatchObject({ code: expect.stringMatching(/^E_(?:URL|ADDRESS|PORT|DNS)$/) });
      },
    ),
    { numRuns: 500 },
  );
  await fetcher.close();
});

/** Whether this would really ask the network: tests never do. */
function isPublicNumber(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? "";
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.startsWith("[2") || host.startsWith("[3");
}
