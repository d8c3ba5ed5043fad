import { once } from "node:events";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { INPUT_LIMIT_BYTES } from "../../src/desk/desk.ts";
import { inputsOf } from "../../src/desk/inputs.ts";
import { readAll } from "../../src/desk/read.ts";
import type { AnyRecord } from "../../src/export/writer.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { linesOf, run, start } from "./run.ts";

const STREAM = ["read", "-", "--from", "ndjson", "--format", "ndjson"];
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const said = "“Yes,” said Ana Lind.";

describe("read - --from ndjson --format ndjson", () => {
  test("answers in the order of the lines, however long each takes, and says which failed", async () => {
    const { code, out, err } = await run(
      STREAM,
      line({ id: "a", text: `SLOW ${said}` }) +
        line({ id: "b", text: "REFUSE" }) +
        line({ id: "c", text: said }) +
        line({ id: "d", text: "CRASH" }),
    );
    expect(linesOf(out).map(({ id, schema }) => [id, schema])).toEqual([
      ["a", "article/1"],
      ["b", "error/1"],
      ["c", "article/1"],
      ["d", "error/1"],
    ]);
    expect(linesOf(out)[1]).toEqual({
      schema: "error/1",
      id: "b",
      error: { code: "E_PAYWALL", message: "only the beginning", hint: expect.stringContaining("Save the full page") },
    });
    expect(err).toContain("b: only the beginning (E_PAYWALL)");
    expect(code).toBe(3);
  });

  test("a line that comes alone is answered while the pipe stays open", async () => {
    const child = start(STREAM);
    for (const id of ["first", "second"]) {
      child.stdin.write(line({ id, text: said }));
      const [answer] = (await once(child.stdout, "data")) as [Buffer];
      expect(linesOf(answer.toString())).toMatchObject([{ id }]);
    }
    child.stdin.end();
    expect(await once(child, "close")).toEqual([0, null]);
  });

  test.each([
    ["a line that is no JSON", '{"id":"x","text":', { id: "x", error: { code: "E_JSON" } }],
    ["an array", "[1]", { id: "line:1", error: { code: "E_FIELD", message: "line 1: a JSON object is expected" } }],
    ["neither text nor html", '{"id":"x"}', { id: "x", error: { code: "E_FIELD" } }],
    ["both text and html", '{"id":"x","text":"a","html":"b"}', { id: "x", error: { code: "E_FIELD" } }],
    ["a number as id", '{"id":7,"text":"a"}', { id: "line:1", error: { message: 'line 1: "id" must be a string, found number' } }],
    ["a number as text", '{"id":"x","text":7}', { id: "x", error: { code: "E_FIELD" } }],
    ["an address that is none", '{"id":"x","text":"a","url":"here"}', { id: "x", error: { code: "E_FIELD" } }],
    ["a day that is none", '{"id":"x","text":"a","publishedAt":"2025-02-30"}', { id: "x", error: { code: "E_FIELD" } }],
    ["an empty text", '{"id":"x","text":""}', { id: "x", error: { code: "E_EMPTY" } }],
    ["fields that are not known", '{"id":"x","text":"a","__proto__":{"text":1},"more":[]}', { id: "x", schema: "article/1" }],
    ["null where nothing is known", '{"id":"x","text":"a","url":null,"publishedAt":null}', { id: "x", schema: "article/1" }],
    ["a carriage return before the line's end", '{"id":"x","text":"a"}\r', { id: "x", schema: "article/1" }],
    ["a byte order mark", '\uFEFF{"id":"x","text":"a"}', { id: "x", schema: "article/1" }],
    ["no id", '{"text":"a"}', { id: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    ["a page", '{"id":"x","html":"<p>a</p>"}', { id: "x", text: "a", page: { charset: "utf-8" } }],
    [
      "address and day",
      '{"id":"x","text":"a","url":"https://a.example/","publishedAt":"2025-02-28"}',
      { meta: { url: "https://a.example/", publishedAt: "2025-02-28" } },
    ],
  ])("%s gives one answer", async (_, source, expected) => {
    expect(await answers(Buffer.from(`${source}\n`))).toMatchObject([expected]);
  });

  test("bytes that are not UTF-8 give an error, and the stream goes on", async () => {
    const bytes = Buffer.concat([Buffer.from('{"id":"x","text":"'), Buffer.from([0xff]), Buffer.from('"}\n\n  \n{"id":"y","text":"a"}')]);
    expect(await answers(bytes)).toMatchObject([{ id: "x", error: { code: "E_JSON", message: "line 1 is not valid UTF-8" } }, { id: "y" }]);
  });

  test("a line over the limit gives an error with its id, is not kept, and the stream goes on", async () => {
    async function* source(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"id":"long","text":"');
      const chunk = Buffer.alloc(1 << 20, "x");
      for (let sent = 0; sent <= INPUT_LIMIT_BYTES; sent += chunk.length) yield chunk;
      yield Buffer.from('"}\n{"id":"next","text":"a"}\n');
    }
    expect(await answers(source())).toMatchObject([
      { id: "long", error: { code: "E_TOO_LARGE", message: "line 1 is longer than 32 MiB" } },
      { id: "next" },
    ]);
  });

  test("a reader that goes away ends it without a word and with 0", async () => {
    const child = start(STREAM);
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdin.on("error", () => {});
    child.stdin.write(line({ id: "a", text: said }));
    await once(child.stdout, "data");
    child.stdout.destroy();
    const closed = once(child, "exit");
    const more = setInterval(() => child.stdin.write(line({ id: "b", text: said.repeat(500) })), 5);
    expect(await closed).toEqual([0, null]);
    clearInterval(more);
    expect(err).toBe("");
  });

  test("Ctrl-C ends it with 130", async () => {
    const child = start(STREAM);
    child.stdin.write(line({ id: "a", text: said }));
    await once(child.stdout, "data");
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([130, null]);
  });

  test("a slow reader holds back the source", async () => {
    let asked = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked++;
        yield Buffer.from(line({ id: `${asked}`, text: said }));
      }
    }
    const records = readAll(inputsOf(["-"], fakeDesk(), { kind: "ndjson", given: {}, stdin: source() }), fakeDesk(), "statements");
    await records.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toBeLessThan(200);
  });
});

describe("for all bytes", () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.json().map((json) => Buffer.from(json)),
    fc.record({ id: fc.string(), text: fc.string({ unit: "binary" }) }).map((value) => Buffer.from(JSON.stringify(value))),
    fc.constantFrom(..."\n \r\n \u2028 {} null".split(" ")).map((text) => Buffer.from(text)),
  );
  test("there is one answer for each line that is not blank, however the bytes are cut into chunks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 50 }), async (pieces, size) => {
        const bytes = Buffer.concat(pieces.flatMap((one) => [one, Buffer.from("\n")]));
        async function* source(): AsyncGenerator<Uint8Array> {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
        }
        const lines = bytes.toString("latin1").split("\n");
        const filled = lines.filter((one) => Buffer.from(one, "latin1").toString("utf8").trim() !== "");
        const given = await answers(source());
        expect(given).toHaveLength(filled.length);
        expect(given).toEqual(await answers(bytes));
      }),
      { numRuns: 150 },
    );
  });
});

async function answers(bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<readonly AnyRecord[]> {
  async function* one(): AsyncGenerator<Uint8Array> {
    yield bytes as Uint8Array;
  }
  const desk = fakeDesk();
  const stdin = bytes instanceof Uint8Array ? one() : bytes;
  return Array.fromAsync(readAll(inputsOf(["-"], desk, { kind: "ndjson", given: {}, stdin }), desk, "statements"));
}
