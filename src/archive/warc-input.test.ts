import { deflateRawSync, gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHttpBlock } from "./http-block.ts";
import { readWacz } from "./wacz.ts";
import { type ForeignRecord, readWarc } from "./warc-input.ts";

const PAGE = "<p>The ferry is late.</p>";
const answer = (body: string, headers = "content-type: text/html\r\n"): string => `HTTP/1.1 200 OK\r\n${headers}\r\n${body}`;
const record = (block: string, { type = "response", version = "1.1", headers = "" } = {}): string =>
  `WARC/${version}\r\nWARC-Type: ${type}\r\nWARC-Target-URI: https://courier.example/ferry\r\n${headers}Content-Length: ${Buffer.byteLength(block)}\r\n\r\n${block}\r\n\r\n`;
const bytes = (text: string): Uint8Array => Buffer.from(text);

/** The records of an archive that comes in chunks of a size, and the damage at its end. */
async function read(
  archive: Uint8Array,
  { chunk = 1000, limitBytes = 1_000_000 } = {},
): Promise<{ records: ForeignRecord[]; damage: string | null }> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < archive.length; at += chunk) yield archive.subarray(at, at + chunk);
  }
  const records: ForeignRecord[] = [];
  try {
    for await (const one of readWarc(chunks(), { limitBytes, wants: () => true })) records.push(one);
  } catch (thrown) {
    return { records, damage: thrown instanceof Error && "code" in thrown ? `${String(thrown.code)} ${thrown.message}` : "thrown" };
  }
  return { records, damage: null };
}
const textOf = ({ block }: ForeignRecord): string => Buffer.from(block ?? []).toString();

describe("a web archive", () => {
  const one = record(answer(PAGE));
  const two = record("second");
  test.each([
    ["plain", bytes(one + two)],
    ["compressed record by record", Buffer.concat([gzipSync(one), gzipSync(two)])],
    ["compressed whole", gzipSync(one + two)],
    ["of version 1.0", bytes(record(answer(PAGE), { version: "1.0" }) + two)],
    ["of a draft", bytes(record(answer(PAGE), { version: "0.18" }) + two)],
    ["with blank lines before", bytes(`\r\n\r\n${one}\r\n${two}`)],
    ["with line ends of Unix", bytes(record(answer(PAGE)).replaceAll("\r\n\r\nHTTP", "\n\nHTTP") + two)],
    ["with a folded header", bytes(record(answer(PAGE), { headers: "X-Note: a\r\n  b\r\n" }) + two)],
    ["with names in other letters", bytes(one.replace("Content-Length", "content-LENGTH") + two)],
  ])("%s gives its records", async (_, archive) => {
    for (const chunk of [1, 7, 100_000]) {
      const { records, damage } = await read(archive, { chunk });
      expect([records.map(textOf), damage]).toEqual([[answer(PAGE), "second"], null]);
      expect(records[0]).toMatchObject({ type: "response", headers: { "warc-target-uri": "https://courier.example/ferry" } });
    }
  });

  test("that is empty has no records", async () => expect(await read(new Uint8Array())).toEqual({ records: [], damage: null }));

  test.each([
    ["cut in a block", bytes(one + two.slice(0, -8)), 1, "a record is cut"],
    ["cut in a header", bytes(one + two.slice(0, 30)), 1, "a record's header is cut"],
    ["cut in a compressed record", Buffer.concat([gzipSync(one), gzipSync(two).subarray(0, 40)]), 1, "cannot be decompressed"],
    ["something else", bytes("<html></html>\n"), 0, "there is no record"],
    ["something else without a line", bytes("PK"), 0, "there is no record"],
    ["without a length", bytes(one + two.replace(/Content-Length.*\r\n/, "")), 1, "does not say how long it is"],
    ["with a length that is none", bytes(one + two.replace(/Content-Length: \d+/, "Content-Length: -5")), 1, "does not say how long it is"],
    ["with an endless line", bytes(`${one}${"a".repeat(100_000)}`), 1, "there is no record"],
    ["with endless headers", bytes(`${one}WARC/1.1\r\n${"a: b\r\n".repeat(1000)}`), 1, "header is cut"],
  ])("%s gives what is whole, and tells where it ends", async (_, archive, count, message) => {
    const { records, damage } = await read(archive);
    expect(records).toHaveLength(count);
    expect(damage).toMatch(/^E_WARC /);
    expect(damage).toContain(message);
  });

  test("damaged in a compressed record gives what stands well before it", async () => {
    const noise = Array.from({ length: 40_000 }, (_, i) => ((i * 2_654_435_761) % 4_294_967_296).toString(36)).join("");
    const broken = Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const { records, damage } = await read(Buffer.concat([gzipSync(one), gzipSync(record(noise)), broken]));
    expect([textOf(records[0] ?? { type: "", headers: {}, block: null }), damage?.slice(0, 6)]).toEqual([answer(PAGE), "E_WARC"]);
  });

  test("passes over what is too large, and goes on", async () => {
    const { records, damage } = await read(bytes(record("x".repeat(5000)) + two), { limitBytes: 1000 });
    expect([records.map(({ block }) => block?.length ?? null), damage]).toEqual([[null, 6], null]);
  });

  test("that is a bomb holds no more than a record", async () => {
    const { records } = await read(gzipSync(bytes(record("x".repeat(20_000_000)) + two)), { limitBytes: 1000, chunk: 100_000 });
    expect(records.map(({ block }) => block?.length ?? null)).toEqual([null, 6]);
  });

  test("cut anywhere gives the first of its records or the damage", async () => {
    const archive = Buffer.concat([gzipSync(one), gzipSync(two)]);
    for (let end = 1; end < archive.length; end++) {
      const { records, damage } = await read(archive.subarray(0, end));
      expect(records.every((given, index) => textOf(given) === [answer(PAGE), "second"][index])).toBe(true);
      expect(damage !== null || records.length === 1).toBe(true);
    }
  });

  test("of any bytes is answered", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (noise, isBegun) => {
        const { damage } = await read(Buffer.concat([isBegun ? bytes(one) : new Uint8Array(), noise]));
        expect(damage === null || damage.startsWith("E_WARC ")).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("an answer in an archive", () => {
  const bodyOf = (block: string): string => Buffer.from(readHttpBlock(bytes(block))?.body ?? []).toString();
  test.each([
    ["as it is", answer(PAGE), PAGE],
    ["with line ends of Unix", `HTTP/1.1 200 OK\ncontent-type: text/html\n\n${PAGE}`, PAGE],
    ["of HTTP 2", `HTTP/2 200\r\ncontent-type: text/html\r\n\r\n${PAGE}`, PAGE],
    ["without a reason", `HTTP/1.1 200\r\n\r\n${PAGE}`, PAGE],
    ["in chunks", answer("5\r\nThe f\r\n4;x=1\r\nerry\r\n0\r\n\r\n", "transfer-encoding: chunked\r\n"), "The ferry"],
    ["in chunks, cut", answer("5\r\nThe f\r\nA\r\ner", "transfer-encoding: chunked\r\n"), "The fer"],
    ["said to be in chunks, but is not", answer(PAGE, "transfer-encoding: chunked\r\n"), PAGE],
    ["without a body", "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n", ""],
    ["that ends in its header", "HTTP/1.1 200 OK\r\ncontent-type: text/html", ""],
  ])("%s", (_, block, body) => expect(bodyOf(block)).toBe(body));
  test.each([[""], ["<html>"], ["HTTP/1.1 abc\r\n\r\n"], ["GET / HTTP/1.1\r\n\r\n"]])("is not %j", (block) =>
    expect(readHttpBlock(bytes(block))).toBeUndefined(),
  );
  test("tells status and headers", () =>
    expect(readHttpBlock(bytes("HTTP/1.1 404 Not Found\r\nX-A: 1\r\nx-a: 2\r\n__proto__: x\r\n\r\n"))).toMatchObject({
      status: 404,
      headers: { "x-a": "1, 2" },
    }));
});

describe("a WACZ package", () => {
  const warc = gzipSync(record(answer(PAGE)));
  test.each([
    ["stored", 0],
    ["deflated", 8],
  ])("gives the archives inside, %s", async (_, method) => {
    const found = await readWacz(
      inMemory(
        zip(
          [
            ["archive/data.warc.gz", warc],
            ["pages/pages.jsonl", bytes("{}")],
            ["datapackage.json", bytes("{}")],
          ],
          method,
        ),
      ),
    );
    expect(found.map(({ name }) => name)).toEqual(["archive/data.warc.gz"]);
    const parts: Uint8Array[] = [];
    for await (const part of found[0]?.chunks() ?? []) parts.push(part);
    expect(Buffer.concat(parts).equals(warc)).toBe(true);
  });
  test.each([
    ["../archive/data.warc.gz"],
    ["archive/../../etc/data.warc.gz"],
    ["/archive/data.warc.gz"],
    ["archive\\..\\data.warc.gz"],
    ["archive/deep/data.warc.gz"],
    ["archive/data.txt"],
  ])("does not open %s", async (name) => expect(await readWacz(inMemory(zip([[name, warc]], 0)))).toEqual([]));
  test.each([
    ["nothing", new Uint8Array()],
    ["no ZIP file", bytes("x".repeat(5000))],
    ["a package without its end", zip([["archive/data.warc.gz", warc]], 0).subarray(0, -30)],
    ["a list that lies elsewhere", damaged(16, 0x7fffffff)],
    ["a list of too many files", damaged(10, 0xffff)],
    ["more files than are listed", damaged(10, 500)],
  ])("is told from %s", async (_, file) => {
    await expect(readWacz(inMemory(file))).rejects.toMatchObject({ code: "E_WARC" });
  });
  test("with a file where it is not is told when that is read", async () => {
    const file = Buffer.from(zip([["archive/data.warc.gz", warc]], 0));
    file.writeUInt32LE(0, 0);
    const [found] = await readWacz(inMemory(file));
    await expect(Array.fromAsync(found?.chunks() ?? [])).rejects.toMatchObject({ code: "E_WARC" });
  });
  test("of any bytes is answered with archives or E_WARC", async () => {
    const whole = zip([["archive/data.warc.gz", warc]], 8);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const file = Buffer.from(whole);
        file[at] = byte;
        const outcome = await readWacz(inMemory(file)).then(
          () => "read",
          (thrown: unknown) => (thrown instanceof Error && "code" in thrown ? thrown.code : thrown),
        );
        expect(["read", "E_WARC"]).toContain(outcome);
      }),
      { numRuns: 300 },
    );
  });

  function damaged(field: number, value: number): Uint8Array {
    const file = Buffer.from(zip([["archive/data.warc.gz", warc]], 0));
    if (field === 10) file.writeUInt16LE(value, file.length - 22 + field);
    else file.writeUInt32LE(value, file.length - 22 + field);
    return file;
  }
});

const inMemory = (file: Uint8Array) => ({
  size: file.length,
  read: async (offset: number, length: number) => file.subarray(offset, offset + length),
});

/** A ZIP file of these files, all packed by one method. */
function zip(files: readonly (readonly [string, Uint8Array])[], method: number): Uint8Array {
  const [parts, list]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of files) {
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(method, 8);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    listed.writeUInt16LE(method, 10);
    listed.writeUInt32LE(packed.length, 20);
    listed.writeUInt32LE(content.length, 24);
    listed.writeUInt16LE(Buffer.byteLength(name), 28);
    listed.writeUInt32LE(offset, 42);
    parts.push(head, Buffer.from(name), packed);
    list.push(listed, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const all = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, all, end]);
}
