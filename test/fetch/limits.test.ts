import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { toFailure } from "../../src/errors.ts";
import { loopbackFetcher, serve, serveRaw } from "./loopback.ts";

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n";
const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * 1024 * 1024);

describe("a server that", () => {
  test.each([
    ["announces too much", (size: number) => ({ "content-length": String(size) })],
    ["sends too much without saying so", () => ({})],
  ])("%s is cut off", async (_, headers) => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, headers(300_000));
      response.end("x".repeat(300_000));
    });
    const fetcher = loopbackFetcher({ maxWireBytes: 200_000 });
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_TOO_LARGE" });
    await fetcher.close();
  });

  test("never ends its body is cut off at the limit", async () => {
    let sent = 0;
    let closed = false;
    await using server = await serve((_, response) => {
      const more = (): void => {
        if (response.destroyed) return;
        sent += 65_536;
        if (response.write(Buffer.alloc(65_536, "x"))) setImmediate(more);
        else response.once("drain", more);
      };
      response.on("close", () => {
        closed = true;
      });
      more();
    });
    const fetcher = loopbackFetcher({ maxWireBytes: 1_000_000 });
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_TOO_LARGE" });
    await expect.poll(() => closed).toBe(true);
    expect(sent).toBeLessThan(20_000_000);
    await fetcher.close();
  });

  test("sends one byte at a time is cut off at the time limit", async () => {
    await using server = await serve((_, response) => {
      const timer = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(timer));
    });
    const fetcher = loopbackFetcher({ timeLimitSeconds: 0.3, idleLimitSeconds: 0.2 });
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_TIMEOUT" });
    await fetcher.close();
  });

  test.each([
    ["never answers", ""],
    ["stops in the middle of its header", "HTTP/1.1 200 OK\r\ncontent-"],
    ["stops in the middle of its body", `${HEAD}content-length: 100\r\n\r\n<p>The ferry`],
  ])("%s is cut off at the idle limit", async (_, words) => {
    await using server = await serveRaw((socket) => socket.write(words));
    const fetcher = loopbackFetcher({ idleLimitSeconds: 0.2 });
    const begun = performance.now();
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_TIMEOUT" });
    expect(performance.now() - begun).toBeLessThan(5000);
    await fetcher.close();
  });

  test.each([
    ["one huge header", `x-a: ${"a".repeat(100_000)}\r\n`],
    ["very many headers", Array.from({ length: 5000 }, (_, i) => `x-${i}: value\r\n`).join("")],
    ["a header that never ends", "x-a: ".padEnd(1_000_000, "a")],
  ])("sends %s is cut off", async (_, headers) => {
    await using server = await serveRaw((socket) => socket.write(`${HEAD}${headers}\r\nbody`));
    const fetcher = loopbackFetcher();
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_TOO_LARGE" });
    await fetcher.close();
  });

  test.each([
    ["gzip", gzipSync(zeros(20))],
    ["br", brotliCompressSync(zeros(20))],
    ["zstd", zstdCompressSync(zeros(20))],
    ["gzip, gzip", gzipSync(gzipSync(zeros(100)))],
    ["br, gzip", gzipSync(brotliCompressSync(zeros(50)))],
  ])("sends a bomb in %s is refused by its ratio, within its size", async (encoding, body) => {
    expect(body.length).toBeLessThan((20 * 1024 * 1024) / 100);
    await using server = await serve((_, response) => response.setHeader("content-encoding", encoding).end(body));
    const fetcher = loopbackFetcher({ maxBodyBytes: 1024 ** 3 });
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({
      code: "E_TOO_LARGE",
      message: expect.stringContaining("decompression"),
    });
    await fetcher.close();
  });

  test("sends a bomb whose middle layer alone is large is refused", async () => {
    const empty = gzipSync("");
    const members = gzipSync(Buffer.concat(Array.from({ length: 200_000 }, () => empty)));
    await using server = await serve((_, response) => response.setHeader("content-encoding", "gzip, gzip").end(members));
    const fetcher = loopbackFetcher({ maxBodyBytes: 1024 ** 3 });
    await expect(fetcher.page(server.origin)).rejects.toMatchObject({ code: "E_TOO_LARGE" });
    await fetcher.close();
  });

  test("sends a small page that repeats itself is heard", async () => {
    const words = Buffer.alloc(1_000_000, "The harbour master of Port Hallam said the ferry was late. ");
    const body = gzipSync(words);
    expect(words.length / body.length).toBeGreaterThan(100);
    await using server = await serve((_, response) => response.setHeader("content-encoding", "gzip").end(body));
    const fetcher = loopbackFetcher();
    expect((await fetcher.page(server.origin)).bytes).toHaveLength(words.length);
    await fetcher.close();
  });

  test.each([
    ["a page of more than the limit", 3_000_000, "E_TOO_LARGE"],
    ["a page of less than the limit", 2_000_000, "taken"],
  ])("sends %s, compressed", async (_, bytes, expected) => {
    const words = Buffer.from(Array.from({ length: bytes }, (_word, i) => (i * 7919).toString(36)).join(" ")).subarray(0, bytes);
    await using server = await serve((_request, response) => response.setHeader("content-encoding", "gzip").end(gzipSync(words)));
    const fetcher = loopbackFetcher({ maxBodyBytes: 2_999_999 });
    const outcome = await fetcher.page(server.origin).then(
      (page) => (page.bytes.length === bytes ? "taken" : "cut"),
      (thrown: unknown) => toFailure(thrown).code,
    );
    expect(outcome).toBe(expected);
    await fetcher.close();
  });
});
