import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { ferry } from "../../test/support/ferry.ts";
import type { ArticleRecord, ErrorRecord } from "../article/record.ts";
import { ERRORS, failure } from "../errors.ts";
import { type articleSchema, type errorSchema, jsonSchema, recordSchema } from "./schema.ts";

const written = readFileSync(join(import.meta.dirname, "..", "..", "docs", "schema", "article-1.json"), "utf8");
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(JSON.parse(written) as object);

test("docs/schema/article-1.json is fresh; `node scripts/write-schema.ts` writes it", () => {
  expect(JSON.parse(written)).toEqual(jsonSchema());
});

describe("the written schema and the checking schema agree", () => {
  const record = ferry();
  const [statement] = record.statements ?? [];
  const { statements: _, ...bare } = record;
  test.each<[string, unknown, boolean]>([
    ["a record", record, true],
    ["a record without statements", bare, true],
    ["a record with a later field", { ...record, events: [] }, true],
    [
      "a record from a page",
      { ...record, page: { sha256: "a".repeat(64), charset: "utf-8" }, omitted: [], origin: [{ start: 0, end: 1, from: 0, to: 1 }] },
      true,
    ],
    ["an error", { schema: "error/1", id: "x", error: failure("E_EMPTY", "nothing") }, true],
    ["an error of an unknown code", { schema: "error/1", id: "x", error: { code: "E_X", message: "", hint: "" } }, false],
    ["another version", { ...record, schema: "article/2" }, false],
    ["another unit", { ...record, unit: "bytes" }, false],
    ["no text", { ...record, text: undefined }, false],
    ["a kind that is none", { ...record, statements: [{ ...statement, kind: "reported" }] }, false],
    ["a score above one", { ...record, statements: [{ ...statement, score: 1.5 }] }, false],
    ["a negative offset", { ...record, statements: [{ ...statement, cue: [{ start: -1, end: 3, exact: "abc" }] }] }, false],
    ["a digest that is none", { ...record, digest: "abc" }, false],
    ["half a meta", { ...record, meta: { url: null } }, false],
    ["nothing", null, false],
  ])("%s", (_, value, isRecord) => {
    const json: unknown = JSON.parse(JSON.stringify(value));
    expect([validate(json), recordSchema.safeParse(json).success]).toEqual([isRecord, isRecord]);
  });
  test("every error code is in the schema", () => {
    for (const code of Object.keys(ERRORS)) expect(written).toContain(`"${code}"`);
  });
});

/** A type without `readonly`, and with its optional fields told apart, so that assigning both ways means the same. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]-?: T extends Record<Key, unknown> ? Plain<T[Key]> : { optional: Plain<T[Key]> } }
    : T;
type Same<A, B> = [A, B] extends [B, A] ? true : never;

test("the schemas are those of the types; does not compile when they differ", () => {
  const article: Same<Plain<z.infer<typeof articleSchema>>, Plain<ArticleRecord>> = true;
  const error: Same<Plain<z.infer<typeof errorSchema>>, Plain<ErrorRecord>> = true;
  expect([article, error]).toEqual([true, true]);
});
