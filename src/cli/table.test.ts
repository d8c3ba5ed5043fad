import pc from "picocolors";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { tableText } from "./table.ts";

const columns = [
  { name: "id", value: ([id]: readonly [string, string]) => id },
  { name: "words", value: ([, words]: readonly [string, string]) => words },
];
const text = (items: readonly (readonly [string, string])[], width = 30): string =>
  tableText(columns, items, { width, colors: pc.createColors(false) });

describe("a table", () => {
  test("has a header and a line an item", () => {
    expect(
      text([
        ["a1", "The ferry."],
        ["b22", "It broke."],
      ]),
    ).toBe("id   words\na1   The ferry.\nb22  It broke.\n");
  });
  test("cuts the widest column to the width", () => {
    expect(text([["a1", "The night ferry will not sail before spring."]])).toBe("id  words\na1  The night ferry will not …\n");
  });
  test("is never wider than asked, whatever the characters", () => {
    for (const line of text([["名", "👩‍🚀".repeat(30)]]).split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(30);
  });
  test("never lets foreign text speak to the terminal", () => {
    expect(text([["a", "x\u001b[31mred\u001b[0m\ny"]])).toContain("a   xred y");
  });
});
