import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { slice } from "../text/span.ts";
import { wordFeatures } from "./features.ts";
import { splitWords } from "./words.ts";

const words = (text: string): string[] => splitWords(text).map((span) => slice(text, span));

describe("a text's words", () => {
  test.each([
    ["stand between white space", "The ferry\tsank.\nNobody ", ["The", "ferry", "sank", ".", "Nobody"]],
    ["have every punctuation mark apart", "“It’s over,” (Lind)", ["“", "It", "’", "s", "over", ",", "”", "(", "Lind", ")"]],
    ["have symbols of ASCII apart", "a_b $5 c+d", ["a", "_", "b", "$", "5", "c", "+", "d"]],
    ["keep symbols beyond ASCII", "€5 20°C", ["€5", "20°C"]],
    ["keep accents", "Zoë café e\u0301t", ["Zoë", "café", "e\u0301t"]],
    ["have ideographs apart", "東京 Port", ["東", "京", "Port"]],
    ["keep a pair of surrogates whole", "a😀b", ["a😀b"]],
    ["leave out a word of nothing but controls", "a \u0007 b", ["a", "b"]],
    ["keep a control within a word", "fer\u0000ry", ["fer\u0000ry"]],
    ["part at exotic spaces", "a\u00a0b\u2003c\u2028d", ["a", "b", "c", "d"]],
    ["are none in an empty text", "", []],
  ])("%s", (_, text, expected) => expect(words(text)).toEqual(expected));
});

test("words of any text are in order and apart, and leave out only white space and dropped characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      let at = 0;
      for (const { start, end } of splitWords(text)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(at, start)).toMatch(/^[\s\p{Zs}\p{C}\ufffd]*$/u);
        at = end;
      }
      expect(text.slice(at)).toMatch(/^[\s\p{Zs}\p{C}\ufffd]*$/u);
    }),
  );
});

/** Of the first word whose number is asked for: shape, quote, break. */
function featureOf(text: string, index: number): [number, number, number] {
  const value = wordFeatures(text, splitWords(text)).first[index] ?? -1;
  return [value >> 3, (value >> 1) & 3, value & 1];
}

describe("how a word is written: shape, quotation, line", () => {
  test.each<[string, string, number, [number, number, number]]>([
    ["lower case, first of the text", "ferry", 0, [1, 0, 1]],
    ["capitalised", "the Ferry", 1, [2, 0, 0]],
    ["one capital", "the A", 1, [2, 0, 0]],
    ["upper case", "the FERRY", 1, [3, 0, 0]],
    ["mixed", "the McFerry", 1, [4, 0, 0]],
    ["with a digit", "the B52", 1, [5, 0, 0]],
    ["punctuation", "the ,", 1, [6, 0, 0]],
    ["an opening mark", "the “ferry”", 1, [6, 2, 0]],
    ["inside marks", "the “ferry”", 2, [1, 1, 0]],
    ["a closing mark", "the “ferry”", 3, [6, 3, 0]],
    ["a straight mark that opens", 'the "ferry"', 1, [6, 2, 0]],
    ["a straight mark that closes", 'the "ferry"', 3, [6, 3, 0]],
    ["behind a line end, which ends a quotation", "the “ferry\nsank", 3, [1, 0, 1]],
  ])("%s", (_, text, index, expected) => expect(featureOf(text, index)).toEqual(expected));

  test("the later pieces of a first word do not begin a line", () => {
    const { first, rest } = wordFeatures("Ferry", splitWords("Ferry"));
    expect([first[0], rest[0]]).toEqual([(2 * 4 + 0) * 2 + 1, (2 * 4 + 0) * 2]);
  });
});
