import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contains, overlaps, slice } from "../text/span.ts";
import { pairQuotationMarks, type Quotation } from "./quotation.ts";

function paragraphsOf(text: string): { start: number; end: number }[] {
  return Array.from(text.matchAll(/[^\n]+/g), ({ index, 0: line }) => ({ start: index, end: index + line.length }));
}
const pairs = (text: string): readonly Quotation[] => pairQuotationMarks(text, paragraphsOf(text));

/** Each quotation by its depth, its words, and what stands at its end: `.` closed, `>` goes on, `~` never closed. */
const shown = (text: string): string[] =>
  pairs(text).map(({ depth, inner, closed, continues }) => `${depth} ${slice(text, inner)} ${closed ? "." : continues ? ">" : "~"}`);

describe("marks that pair", () => {
  test.each([
    ["straight", '"It is over," said Lind.', ["0 It is over, ."]],
    ["curly", "“It is over,” said Lind.", ["0 It is over, ."]],
    ["single curly", "‘It is over,’ said Lind.", ["0 It is over, ."]],
    ["single straight", "'It is over,' said Lind.", ["0 It is over, ."]],
    ["low", "„It is over,“ said Lind.", ["0 It is over, ."]],
    ["low with an English end", "„It is over,” said Lind.", ["0 It is over, ."]],
    ["angle", "«It is over,» said Lind.", ["0 It is over, ."]],
    ["doubled singles", "``It is over,'' said Lind.", ["0 It is over, ."]],
    ["doubled singles at both ends", "''It is over,'' said Lind.", ["0 It is over, ."]],
    ["curly opened, straight closed", '“It is over," said Lind.', ["0 It is over, ."]],
    ["straight opened, curly closed", '"It is over,” said Lind.', ["0 It is over, ."]],
    ["two in one paragraph", "“Yes,” she said. “No.”", ["0 Yes, .", "0 No. ."]],
    ["single inside double", "“She said ‘no’ to us.”", ["0 She said ‘no’ to us. .", "1 no ."]],
    ["double inside angle", "«He said “no” to us.»", ["0 He said “no” to us. .", "1 no ."]],
  ])("%s", (_, text, expected) => expect(shown(text)).toEqual(expected));
});

describe("apostrophes that are no marks", () => {
  test.each([
    ["inside a word", "They didn't go.", []],
    ["the genitive of a plural", "The boats' crews didn't go.", []],
    ["a decade", "In the '90s nobody sailed.", []],
    ["inside single marks", "‘It isn’t over,’ said Lind.", ["0 It isn’t over, ."]],
    ["inside double marks", "“It's the crews' boat,” said Lind.", ["0 It's the crews' boat, ."]],
  ])("%s", (_, text, expected) => expect(shown(text)).toEqual(expected));
});

describe("marks that are left open", () => {
  test.each([
    ["to the end of the text", "“It is over, said Lind.", ["0 It is over, said Lind. ~"]],
    ["for the next paragraph, which opens again", "“It is over.\n“We go home.”", ["0 It is over. >", "0 We go home. ."]],
    ["while the next paragraph does not open again", "“It is over.\nThey went home.", ["0 It is over. ~"]],
    ["with a wrong mark at the reopening", "“It is over.\n”We go home.”", ["0 It is over. >", "0 We go home. ."]],
    [
      "inside another: the inner one is dropped when the outer closes",
      "“It is ‘over, said Lind.” He left.",
      ["0 It is ‘over, said Lind. ."],
    ],
  ])("%s", (_, text, expected) => expect(shown(text)).toEqual(expected));
});

const messy = fc
  .array(fc.constantFrom(..."“”‘’\"'„«»`[]., \nabAB".split(""), "it's ", "said ", "\n\n"), { maxLength: 120 })
  .map((pieces) => pieces.join(""));

test("quotations of any text are in order, inside one paragraph, and inside or outside each other", () => {
  fc.assert(
    fc.property(messy, (text) => {
      const found = pairs(text);
      const paragraphs = paragraphsOf(text);
      for (const [index, quotation] of found.entries()) {
        const { start, end, inner, depth } = quotation;
        expect(contains(quotation, inner) && inner.start <= inner.end && inner.start > start).toBe(true);
        expect(paragraphs.some((paragraph) => contains(paragraph, quotation))).toBe(true);
        expect(start).toBeGreaterThanOrEqual(found[index - 1]?.start ?? 0);
        const inside = found.slice(index + 1).filter((other) => overlaps(quotation, other));
        expect(inside.every((other) => contains(inner, other) && depth < other.depth)).toBe(true);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test("no more than sixteen marks are open at once, however many there are", () => {
  expect(pairs("“ ".repeat(1_000)).map(({ depth }) => depth)).toEqual(Array.from({ length: 16 }, (_, depth) => depth));
});
