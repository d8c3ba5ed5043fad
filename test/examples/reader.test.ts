import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as onnx from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { checkRecord } from "../../src/article/check.ts";
import { createReader } from "../../src/browser.ts";
import { diskResources, onnxRuntime, openReader, read } from "../../src/index.ts";

const text = "“It broke,” Ana Lind told reporters in Port Hallam on Thursday. Per Aldous said the ferry would sail again in the spring.";
const html = `<!doctype html><html lang="en"><title>Ferry broke</title><article><h1>Ferry broke, owner says</h1><p>${text}</p><p>The ferry was built in 1988 and carried 212,000 passengers last year, most of them islanders on their way to work.</p></article>`;
const file = join(mkdtempSync(join(tmpdir(), "sayso-library-")), "ferry.html");
writeFileSync(file, html);

describe("read", () => {
  test.each([
    ["text", { text }, { schema: "article/1", text }],
    [
      "text with an id, an address and a day",
      { id: "a", text, url: "https://a.example/x", publishedAt: "2025-11-14" },
      { id: "a", meta: { url: "https://a.example/x", publishedAt: "2025-11-14" } },
    ],
    ["a page", { html }, { schema: "article/1", page: { charset: "utf-8" } }],
    ["a page's bytes", { html: new TextEncoder().encode(html) }, { schema: "article/1", text: expect.stringContaining("Ana Lind") }],
    ["a file", { file }, { schema: "article/1", id: file }],
    ["a file that is missing", { file: "missing.txt" }, { schema: "error/1", id: "missing.txt", error: { code: "E_INPUT_MISSING" } }],
    [
      "an address that is not public",
      { url: "http://127.0.0.1/" },
      { schema: "error/1", id: "http://127.0.0.1/", error: { code: "E_ADDRESS" } },
    ],
    ["an address that is none", { url: "here", text }, { schema: "error/1", error: { code: "E_FIELD" } }],
    ["nothing", { text: "" }, { schema: "error/1", error: { code: "E_EMPTY" } }],
  ])("%s", async (_, input, expected) => {
    const record = await read(input);
    expect(record).toMatchObject(expected);
    const holds = record.schema === "error/1" || ((record.statements ?? []).length > 0 && checkRecord(record).length === 0);
    expect(holds).toBe(true);
  });
});

test("a reader answers many inputs in their order, and a browser's reader gives the same records", async () => {
  const inputs = [
    { id: "a", text },
    { id: "b", html },
    { id: "c", text: "" },
    { id: "d", text: `${text} ${text}` },
  ];
  const reader = openReader();
  const here = await Array.fromAsync(reader.readAll(inputs));
  await reader.close();
  expect(here.map(({ id, schema }) => `${id} ${schema}`)).toEqual(["a article/1", "b article/1", "c error/1", "d article/1"]);
  const browser = await createReader({ resources: diskResources(), runtime: onnxRuntime(onnx) });
  expect(await browser.readAll(inputs)).toEqual(here);
});
