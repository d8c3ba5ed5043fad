import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { MENTION_TYPES } from "../../src/article/article.ts";
import { readConllu } from "../../src/extract/conllu/conllu.ts";
import { build, runNode } from "../support/build.ts";
import { mentionsIn } from "../support/conllu.ts";
import { conlluProblems } from "../support/conllu-format.ts";
import { linesOf } from "./run.ts";

const root = join(import.meta.dirname, "..", "..");
const sayso = (...args: string[]) => runNode("bin/sayso", ...args);
const columns = (source: string): string[] => Array.from(source.matchAll(/^(\d\S*\t(?:[^\t\n]*\t){8})/gm), ([, cells = ""]) => cells);
const { format } = JSON.parse(readFileSync(join(root, "models/en/reader/manifest.json"), "utf8")) as { format: string };
const isOld = format === "reader/1";

describe("the built program with its own model", () => {
  beforeAll(build);
  test("keeps the tokens and trees that CoNLL-U brings", () => {
    const { code, out, err } = sayso("conllu", "examples/harbour.conllu");
    expect([code, err]).toEqual([0, ""]);
    expect(conlluProblems(out)).toEqual([]);
    expect(columns(out)).toEqual(columns(readFileSync(join(root, "examples/harbour.conllu"), "utf8")));
    expect(out).toMatch(/^13\ttold\t.*Attribution=s1:cue/m);
  });
  test("loads no parser of HTML and nothing of the network for it", () => {
    const { err } = runNode("--import", "./test/support/print-modules.mjs", "bin/sayso", "conllu", "examples/harbour.conllu");
    expect(err).not.toMatch(/extract-pool|undici|linkedom|readability/);
  });
});

describe.skipIf(isOld)(`the model's tokens, trees and mentions${isOld ? " (skipped: the model is reader/1, which has none)" : ""}`, () => {
  beforeAll(build);
  const ferry = readFileSync(join(root, "examples/ferry.txt"), "utf8");
  test.each(["examples/ferry.txt", "examples/ferry.html"])("of %s are CoNLL-U by the rules, and several workers write the same", (name) => {
    const one = sayso("conllu", name);
    expect([one.code, one.err]).toEqual([0, ""]);
    expect(conlluProblems(one.out)).toEqual([]);
    expect(mentionsIn(one.out).length).toBeGreaterThan(20);
    expect(sayso("conllu", name, "--workers", "2")).toEqual(one);
  });
  test("give back the text, and themselves when they come in again", () => {
    const { out } = sayso("conllu", "examples/ferry.txt");
    expect(readConllu(out).text).toBe(ferry);
    const again = join(mkdtempSync(join(tmpdir(), "sayso-again-")), "ferry.conllu");
    writeFileSync(again, out);
    expect(columns(sayso("conllu", again).out)).toEqual(columns(out));
  });
  test("hold the people and places of the report, in records that verify", () => {
    const target = join(mkdtempSync(join(tmpdir(), "sayso-mentions-")), "ferry.ndjson");
    sayso("read", "examples/ferry.txt", "-o", target);
    const [record] = linesOf(readFileSync(target, "utf8")) as unknown as [{ mentions: { exact: string; type: string; form: string }[] }];
    const told = record.mentions.map(({ exact, type, form }) => `${exact}: ${type}, ${form}`);
    expect(told).toEqual(expect.arrayContaining(["Lind: person, name", "Port Hallam: place, name", "She: person, pronoun"]));
    expect(record.mentions.filter(({ type }) => !MENTION_TYPES.some((one) => one === type))).toEqual([]);
    expect(sayso("verify", target)).toEqual({ code: 0, out: "", err: "" });
  });
  test("stay within the sentences of a file without tags", () => {
    const rows = ["Lind", "left", "today", "It", "rained"].map((form, at) => `${(at % 3) + 1}\t${form}${"\t_".repeat(8)}`);
    const bare = join(mkdtempSync(join(tmpdir(), "sayso-bare-")), "bare.conllu");
    writeFileSync(bare, `${rows.slice(0, 3).join("\n")}\n\n${rows.slice(3).join("\n")}\n`);
    const { out } = sayso("conllu", bare);
    expect(conlluProblems(out)).toEqual([]);
    expect(Array.from(out.matchAll(/^# text = (.*)$/gm), ([, text]) => text)).toEqual(["Lind left today", "It rained"]);
  });
});
