import pc from "picocolors";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { ferry } from "../../test/support/ferry.ts";
import { recordFrom } from "../../test/support/marked-record.ts";
import { failure } from "../errors.ts";
import type { AnyRecord } from "../export/writer.ts";
import { viewWriter } from "./view.ts";

interface Wish {
  readonly width?: number;
  readonly color?: boolean;
  readonly asArticle?: boolean;
  readonly bySpeaker?: boolean;
}
function shown(record: AnyRecord, { width = 72, color = false, asArticle = false, bySpeaker = false }: Wish = {}): string {
  return viewWriter({ width, colors: pc.createColors(color), asArticle, bySpeaker }).add(record);
}
const widest = (text: string): number => Math.max(...text.split("\n").map((line) => stringWidth(line)));
const nested = recordFrom(
  "headline:: Ferry broke\n{1s|Ana Lind, its owner,} {1q|said} {1c|that {2s|the harbour office} {2q|denied} {2c|a leak}}.",
  { 1: { flags: ["partial"] }, 2: { polarity: "denied", parent: "s1" } },
  { outlet: "The Hallam Courier", publishedAt: "2025-11-14T06:30:00Z", authors: ["Maren Oldcastle"] },
);

describe("the view of statements", () => {
  test("says who, how, what kind and what, and sets in what lies inside another", () => {
    expect(shown(nested)).toBe(`The Hallam Courier · 2025-11-14 · Maren Oldcastle
Ferry broke

1  Ana Lind, its owner · said · indirect [partial]
   that the harbour office denied a leak

   2  the harbour office · denied · indirect denied
      a leak
`);
  });
  test("says so when a source is not named, when there is nothing, and nothing of an error", () => {
    expect(shown(recordFrom("{1c|It broke}, {1q|it is said}."))).toContain("1  source not named · it is said · indirect\n   It broke");
    expect(shown(recordFrom("It rained."))).toContain("No statement found.");
    expect(shown({ schema: "error/1", id: "x", error: failure("E_EMPTY", "none") })).toBe("");
  });
  test("passes over a comma that is part of the cue", () => {
    expect(shown(recordFrom("{1c|It broke}{1q|,} {1s|Lind} {1q|says}."))).toContain("1  Lind · says · indirect");
  });
  test.each([80, 120, 40, 20])("keeps to %i columns", (width) => {
    for (const wish of [{ width }, { width, color: true }, { width, asArticle: true }, { width, asArticle: true, color: true }])
      expect(widest(shown(ferry(), wish))).toBeLessThanOrEqual(width);
  });
  test("counts wide characters as two columns", () => {
    expect(widest(shown(recordFrom(`{1s|${"漢字".repeat(30)}} {1q|said} {1c|${"👩‍🚀".repeat(40)}}.`), { width: 40 }))).toBeLessThanOrEqual(
      40,
    );
  });
  test("without colour writes no escape sequence; the article's own are never written", () => {
    const hostile = recordFrom("headline:: \u001B]0;owned\u0007Ferry\n{1s|Lind\u001B[2J} {1q|said\u0008} {1c|\u009B31mit \u202Ebroke}.");
    for (const asArticle of [false, true]) {
      expect(shown(hostile, { asArticle })).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
      expect(shown(hostile, { asArticle, color: true })).not.toMatch(/\u202E|\u009B|owned|2J|31mit/);
    }
  });
});

describe("the view of the article", () => {
  test("without colour marks contents with brackets and numbers, sources with stars, cues with underscores", () => {
    expect(shown(nested, { asArticle: true })).toBe(`The Hallam Courier · 2025-11-14 · Maren Oldcastle

Ferry broke

*Ana Lind, its owner,* _said_ [1 that *the harbour office* _denied_ [2 a
leak]].
    1 · Ana Lind, its owner · indirect partial
    2 · the harbour office · indirect denied
`);
  });
  test("shows every word of the article", () => {
    const words = (text: string): string => text.replace(/[*_[\]]|\[\d+ |\s+/g, "");
    const text = shown(ferry(), { asArticle: true, width: 1000 })
      .replace(/^ {4}\d+ · .*$/gm, "")
      .replace(/\[\d+ /g, "");
    expect(words(text)).toContain(words(ferry().text.split("\n\n")[2] ?? "?"));
    expect(words(text)).toContain(words(ferry().text.split("\n\n").at(-1) ?? "?"));
  });
});
