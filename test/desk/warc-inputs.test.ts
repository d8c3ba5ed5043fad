import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Input } from "../../src/desk/input.ts";
import { inputsOf } from "../../src/desk/inputs.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { streamOf } from "../support/inputs.ts";

const PAGE = "<p>“Yes,” said Ana Lind.</p>";
const record = (type: string, contentType: string, block: string | Uint8Array, url = "https://courier.example/ferry"): Buffer => {
  const bytes = Buffer.from(block);
  const head = `WARC/1.1\r\nWARC-Type: ${type}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-03-01T12:00:00Z\r\nWARC-Target-URI: ${url}\r\nContent-Type: ${contentType}\r\nContent-Length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n\r\n")]);
};
const answer = (body: string | Uint8Array, headers = "content-type: text/html\r\n", status = 200): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 ${status} OK\r\n${headers}\r\n`), Buffer.from(body)]);
const response = (...parts: Parameters<typeof answer>): Buffer =>
  record("response", "application/http; msgtype=response", answer(...parts));

const read = (archive: Uint8Array): Promise<readonly Input[]> =>
  Array.fromAsync(inputsOf(["-"], fakeDesk(), { kind: undefined, given: {}, stdin: streamOf([archive]) }));
const htmlOf = ({ from }: Input): string => (from.kind === "page" ? Buffer.from(from.page.bytes).toString() : from.kind);

describe("a web archive", () => {
  test.each([
    ["a page", response(PAGE)],
    [
      "a page sent in chunks",
      response(
        `${Buffer.byteLength(PAGE).toString(16)}\r\n${PAGE}\r\n0\r\n\r\n`,
        "content-type: text/html\r\ntransfer-encoding: chunked\r\n",
      ),
    ],
    ["a page sent compressed", response(gzipSync(PAGE), "content-type: text/html\r\ncontent-encoding: gzip\r\n")],
    ["a page said to be compressed", response(PAGE, "content-type: text/html\r\ncontent-encoding: gzip\r\n")],
    ["a resource", record("resource", "text/html", PAGE)],
    ["a page in a compressed archive", gzipSync(response(PAGE))],
  ])("gives %s under its own address and time", async (_, archive) => {
    const [input, ...more] = await read(archive);
    expect(more).toEqual([]);
    expect(input).toMatchObject({
      id: "1",
      from: { kind: "page", page: { url: "https://courier.example/ferry", fetchedAt: "2026-03-01T12:00:00.000Z" } },
    });
    expect(input === undefined ? "" : htmlOf(input)).toBe(PAGE);
  });
  test("gives texts", async () => {
    const [input] = await read(record("conversion", "text/plain", "“Yes,” said Ana Lind."));
    expect(input).toMatchObject({ given: { url: "https://courier.example/ferry" }, from: { kind: "text", text: "“Yes,” said Ana Lind." } });
  });
  test.each([
    ["pictures", response("x", "content-type: image/png\r\n")],
    ["pages that were not found", response(PAGE, "content-type: text/html\r\n", 404)],
    ["redirects", response("", "location: /a\r\n", 301)],
    ["requests", record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n")],
    ["remarks", record("warcinfo", "application/warc-fields", "software: x\r\n")],
    ["repeats", record("revisit", "application/http; msgtype=response", answer(""))],
    ["answers that are none", record("response", "application/http; msgtype=response", "garbage")],
  ])("passes over %s", async (_, other) => expect((await read(Buffer.concat([other, response(PAGE)]))).map(htmlOf)).toEqual([PAGE]));
  test("with a torn end gives what is whole, and tells of the end", async () => {
    const inputs = await read(Buffer.concat([response(PAGE), response(PAGE).subarray(0, -20)]));
    expect(inputs.map(({ from }) => from.kind)).toEqual(["page", "failed"]);
    expect(inputs[1]).toMatchObject({ from: { error: { code: "E_WARC" } } });
  });
  test("with a bomb tells of it, and goes on", async () => {
    const bomb = response(gzipSync(Buffer.alloc(40_000_000)), "content-type: text/html\r\ncontent-encoding: gzip\r\n");
    const inputs = await read(Buffer.concat([bomb, response(PAGE)]));
    expect(inputs.map(({ from }) => (from.kind === "failed" ? from.error.code : from.kind))).toEqual(["E_TOO_LARGE", "page"]);
  });
  test("a page of no address of the web has none", async () => {
    const [input] = await read(record("resource", "text/html", PAGE, "urn:sha256:00"));
    expect(input).toMatchObject({ from: { page: { url: null } } });
  });
});
