import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openData } from "../../src/desk/data.ts";
import { linesOf, type Result, run } from "./run.ts";

let outer: string;
let added: Result;
const data = (): string => join(outer, "data");
const sayso = (...args: readonly string[]): Promise<Result> => run([...args, "--data", data()]);
const FERRY = {
  id: "ferry",
  url: "https://hallam.example/ferry",
  publishedAt: "2025-11-14",
  text: "“We will never close it,” said Ana Lind.",
};

beforeAll(async () => {
  outer = mkdtempSync(join(tmpdir(), "sayso-cli-data-"));
  mkdirSync(join(outer, "saved", "below"), { recursive: true });
  writeFileSync(join(outer, "saved", "b.html"), "<p>“It broke,” said Ben Holm.</p>");
  writeFileSync(join(outer, "saved", "below", "a.txt"), "“It sank,” said Ida Fell.");
  writeFileSync(join(outer, "saved", "picture.png"), "no article");
  const lines = [FERRY, { ...FERRY, id: "edited", text: FERRY.text.replace("never", "not") }, { id: "walled", text: "REFUSE" }];
  const adding = run(
    ["add", "-", join(outer, "saved"), "--format", "ndjson", "--data", data()],
    lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
  );
  added = await adding;
});
afterAll(() => rmSync(outer, { recursive: true }));

describe("a data folder from the command line", () => {
  test("takes in streams and folders, and answers each input in order", () => {
    expect(added.code).toBe(3);
    expect(linesOf(added.out)).toMatchObject([
      { id: "ferry", url: FERRY.url, status: "stored" },
      { id: "edited", status: "revision" },
      { id: "walled", status: "refused", reason: "E_PAYWALL" },
      { id: join(outer, "saved", "b.html"), status: "stored" },
      { id: join(outer, "saved", "below", "a.txt"), status: "stored" },
    ]);
  });
  test("finds statements in every form, page by page", async () => {
    const { out } = await sayso("find", "close", "--format", "json");
    const list = JSON.parse(out) as { schema: string; items: { id: string; content: string }[]; next: string | null };
    expect([list.schema, list.items.length, list.next]).toEqual(["statements/1", 2, null]);
    const first = await sayso("find", "--limit", "3");
    expect(linesOf(first.out)).toHaveLength(3);
    const [, cursor = ""] = /--cursor (\S+)/.exec(first.err) ?? [];
    expect(linesOf((await sayso("find", "--limit", "3", "--cursor", cursor)).out)).toHaveLength(1);
    expect((await sayso("find", "close", "--format", "csv")).out).toMatch(/^id,publishedAt,outlet,source,cue,content,kind,polarity\r\n/);
    expect((await sayso("find", "close", "--format", "table", "--width", "60")).out.split("\n")[0]).toMatch(/^id {24}publi…/);
    expect(linesOf((await sayso("find", "--months", "--speaker", "Lind")).out)).toEqual([
      { month: "2025-11", statements: 2, articles: 2, outlets: 1 },
    ]);
  });
  test("shows what it found, and what was edited", async () => {
    const [statement] = linesOf((await sayso("find", "never")).out);
    expect(linesOf((await sayso("show", String(statement?.["id"]))).out)).toMatchObject([{ id: "ferry", statements: [{ id: "s1" }] }]);
    const edits = linesOf((await sayso("diff", FERRY.url)).out);
    expect(edits).toMatchObject([{ kinds: ["quotation"], before: { exact: "never" }, after: { exact: "not" } }]);
  });
  test("checks quotations", async () => {
    const { err } = await sayso("check", "We will never close it");
    expect(err).toContain("found verbatim in 1 of 4 articles of 1 outlet between 2025-11-14 and 2025-11-14");
    const changed = await sayso("check", "We may never close it");
    expect([changed.code, linesOf(changed.out)[0]?.["changes"]]).toEqual([
      0,
      [{ asked: "may", found: "will", span: { start: 4, end: 8 } }],
    ]);
    expect((await sayso("check", "wholly other words", "--fail-empty")).code).toBe(5);
  });
  test("is verified and looked after", async () => {
    expect(await sayso("verify")).toMatchObject({ code: 0, out: "" });
    expect((await sayso("doctor", "--format", "json")).code).toBe(0);
    const file = join(outer, "b.tar.zst");
    expect((await sayso("backup", "-o", file)).code).toBe(0);
    expect((await run(["restore", file, "--data", join(outer, "restored")])).code).toBe(0);
    expect((await run(["verify", "--data", join(outer, "restored")])).code).toBe(0);
    expect((await sayso("work", "--until-idle")).err).toContain("0 jobs done");
  });
  test("lists what failed too often with its reason, and lets it be tried again", async () => {
    const opened = await openData({ folder: data(), creates: false });
    await opened.store.jobs.add([{ kind: "read", key: "lost", payload: null, maxAttempts: 1 }], opened.now());
    await opened.close();
    expect((await sayso("work", "--until-idle")).err).toContain("try 1 of 1: E_FIELD");
    const dead = [{ kind: "read", key: "lost", attempts: 1, failure: { code: "E_FIELD" } }];
    expect(linesOf((await sayso("work", "--dead")).out)).toMatchObject(dead);
    const { err } = await sayso("work", "--revive", "--until-idle");
    expect(err).toContain("read lost is tried again; it failed: E_FIELD");
    expect(err).toContain("try 1 of 1: E_FIELD");
    expect(linesOf((await sayso("work", "--dead")).out)).toMatchObject(dead);
  });
  test.each([
    [["find", "…"], 2, "E_USAGE"],
    [["find", "--limit", "0"], 2, "E_USAGE"],
    [["find", "x", "--cursor", "abc"], 1, "E_CURSOR"],
    [["show", "0123456789"], 1, "E_NOT_FOUND"],
    [["backup"], 2, "E_USAGE"],
    [["redact", "0123456789"], 2, "E_USAGE"],
  ])("%j exits with %s and says %s", async (args, code, error) => {
    const result = await sayso(...args);
    expect([result.code, result.out]).toEqual([code, ""]);
    expect(result.err).toContain(error);
  });
  test("that does not exist is not made by asking", async () => {
    const { code, err } = await run(["find", "x", "--data", join(outer, "none")]);
    expect([code, err.includes("E_INPUT_MISSING")]).toEqual([1, true]);
  });
});
