import { describe, expect, test } from "vitest";
import type { Statement } from "../../src/record/statement.ts";
import { broken } from "./laws.ts";

const TEXT = "Lind said Penn said no. 😀";
const OUTER: Statement = {
  id: "s1",
  kind: "indirect",
  polarity: "asserted",
  parent: null,
  flags: [],
  score: 0.9,
  source: [{ start: 0, end: 4 }],
  cue: [{ start: 5, end: 9 }],
  content: [{ start: 10, end: 22 }],
};
const INNER: Statement = {
  ...OUTER,
  id: "s2",
  parent: "s1",
  source: [{ start: 10, end: 14 }],
  cue: [{ start: 15, end: 19 }],
  content: [{ start: 20, end: 22 }],
};

test("statements that keep the laws break none", () => {
  expect(broken(TEXT, [OUTER, INNER])).toEqual([]);
});

describe("the laws see", () => {
  test.each<[string, Statement[], RegExp]>([
    ["a span beyond the text", [{ ...OUTER, content: [{ start: 10, end: 99 }] }], /no span of the text/],
    ["an empty span", [{ ...OUTER, content: [{ start: 10, end: 10 }] }], /no span of the text/],
    ["half a surrogate pair", [{ ...OUTER, content: [{ start: 10, end: 25 }] }], /cuts a surrogate pair/],
    ["white space at an end", [{ ...OUTER, content: [{ start: 9, end: 22 }] }], /white space/],
    ["spans in the wrong order", [{ ...OUTER, content: [...INNER.content, ...INNER.source] }], /not sorted/],
    [
      "spans that overlap",
      [
        {
          ...OUTER,
          content: [
            { start: 10, end: 14 },
            { start: 12, end: 19 },
          ],
        },
      ],
      /not sorted/,
    ],
    ["nothing at all", [{ ...OUTER, source: [], cue: [], content: [] }], /all roles are empty/],
    ["a flag given twice", [{ ...OUTER, flags: ["partial", "partial"] }], /twice/],
    ["a score above one", [{ ...OUTER, score: 1.2 }], /outside/],
    ["one id for two", [OUTER, { ...OUTER }], /two statements are called s1/],
    ["a parent that is not there", [INNER], /its parent s1/],
    ["a statement that is its own parent", [{ ...INNER, id: "s1" }], /its parent s1/],
    ["a child outside its parent", [OUTER, { ...INNER, source: [{ start: 0, end: 4 }] }], /does not lie in the content/],
  ])("%s", (_, statements, complaint) => {
    expect(broken(TEXT, statements).join("\n")).toMatch(complaint);
  });
});
