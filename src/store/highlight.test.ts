import { describe, expect, test } from "vitest";
import { excerptOf, highlightsOf } from "./highlight.ts";

describe("highlights", () => {
  test.each([
    [
      "two hits",
      "\u0001ferry\u0002 and \u0001quay\u0002",
      "ferry and quay",
      [
        [0, 5],
        [10, 14],
      ],
    ],
    ["none", "ferry", "ferry", []],
    ["nothing marked", undefined, "ferry", []],
    ["a mark that is never closed", "a \u0001ferry", "a ferry", []],
    ["an empty mark", "\u0001\u0002ferry", "ferry", []],
    ["a text that has such a character itself", "a\u0001b \u0001ferry\u0002", "a\u0001b ferry", []],
  ] as const)("%s", (_, marked, text, expected) => {
    expect(highlightsOf(marked, text).map(({ start, end }) => [start, end])).toEqual(expected);
  });
});

describe("an excerpt", () => {
  const long = `${"before ".repeat(30)}the ferry sails ${"after ".repeat(60)}`;
  test("of a short text is the text", () => {
    expect(excerptOf("The ferry.", [{ start: 4, end: 9 }])).toEqual({ excerpt: "The ferry.", highlights: [{ start: 4, end: 9 }] });
  });
  test("stands around the first hit, ends with whole words, and keeps the hits where they are", () => {
    const at = long.indexOf("ferry");
    const { excerpt, highlights } = excerptOf(long, [
      { start: at, end: at + 5 },
      { start: long.length - 6, end: long.length - 1 },
    ]);
    expect(excerpt).toMatch(/^…before (?:before )+the ferry sails after (?:after )+after…$/);
    expect(excerpt.length).toBeLessThanOrEqual(162);
    expect(highlights.map(({ start, end }) => excerpt.slice(start, end))).toEqual(["ferry"]);
  });
  test("without hits is the beginning", () => expect(excerptOf(long, []).excerpt).toMatch(/^before .*before…$/));
  test("of one endless word is cut", () => expect(excerptOf("x".repeat(500), []).excerpt).toBe(`${"x".repeat(160)}…`));
});
