import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { recordSchema } from "../../src/export/schema.ts";
import { build, runNode } from "../support/build.ts";
import { linesOf } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "sayso-whole-"));
const sayso = (...args: string[]) => runNode("bin/sayso", ...args);
const loaded = (...args: string[]): string => runNode("--import", "./test/support/print-modules.mjs", "bin/sayso", ...args).err;

describe("the built program with its own model", () => {
  beforeAll(build);
  test.each(["examples/ferry.txt", "examples/ferry.html"])("reads %s into a record that its schema takes and that verifies", (name) => {
    const target = join(folder, "record.json");
    expect(sayso("read", name, "-o", target)).toEqual({ code: 0, out: "", err: "" });
    const record = recordSchema.parse(JSON.parse(readFileSync(target, "utf8")));
    expect(record).toMatchObject({ schema: "article/1", id: name });
    const page = name.endsWith(".html") ? ["--page", name] : [];
    expect(sayso("verify", target, ...page)).toEqual({ code: 0, out: "", err: "" });
  });
  test("finds what the example report says", () => {
    const [record] = linesOf(sayso("read", "examples/ferry.txt").out) as unknown as [
      { statements: Record<"source" | "content", { exact: string }[]>[] },
    ];
    const pairs = record.statements.map(({ source, content }) => `${source[0]?.exact.replace(/,$/, "")}: ${content[0]?.exact}`);
    expect(pairs).toEqual(
      expect.arrayContaining([
        "She: that the company had known of the damage since the summer",
        "A spokesman for the mayor, Ida Fell: no such promise had been made",
        "the ministry: who would bear the cost",
      ]),
    );
  });
  test("answers the example stream in order, the broken line too", () => {
    const { code, out } = sayso("read", "examples/stream.ndjson");
    expect(linesOf(out)).toMatchObject([
      { id: "quay-1", meta: { publishedAt: "2025-11-15" } },
      { id: "quay-2", error: { code: "E_JSON" } },
      { id: "quay-3", page: { charset: "utf-8" } },
    ]);
    expect(code).toBe(3);
  });
  test("extract gives the running text without headline, byline, caption and teaser", () => {
    const [record] = linesOf(sayso("extract", "examples/ferry.html").out) as unknown as [{ body: string }];
    expect(record.body).toMatch(/^PORT HALLAM, 14 November — The night ferry/);
    expect(record.body).toMatch(/It was due to be replaced in 2019\.\s*$/);
    expect(record.body).not.toMatch(/Oldcastle|Ilse Brandt|Quay to be dredged|Privacy/);
  });
  // The model is loaded three times; the bound only ends a program that hangs.
  test("several workers give the same bytes", { timeout: 600_000 }, () => {
    const inputs = ["examples/stream.ndjson", "examples/harbour.conllu"];
    const one = sayso("read", ...inputs);
    expect(sayso("read", ...inputs, "--workers", "2")).toEqual(one);
    expect(linesOf(one.out)).toHaveLength(4);
  });
  test("asks no address that is not public", () => {
    expect(linesOf(sayso("read", "http://127.0.0.1:9/").out)).toMatchObject([{ error: { code: "E_ADDRESS" } }]);
  });
  test("loads only what a command needs", () => {
    expect(loaded("--version")).not.toMatch(/node_modules|program/);
    expect(loaded("help", "read")).not.toMatch(/onnx|linkedom|undici|zod|readability/);
    expect(loaded("errors")).not.toMatch(/onnx|linkedom|undici|zod|readability/);
    expect(loaded("verify", "examples/stream.ndjson")).not.toMatch(/onnx|linkedom|undici/);
    expect(loaded("extract", "examples/ferry.html")).not.toMatch(/onnx|undici/);
    expect(loaded("read", "examples/ferry.txt")).not.toMatch(/extract-pool|undici|linkedom|readability/);
  });
});
