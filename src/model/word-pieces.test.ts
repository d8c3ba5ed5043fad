import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diskResources } from "../desk/disk-resources.ts";
import { readText } from "../resource/resources.ts";
import { createWordPieces } from "./word-pieces.ts";

const list = ["[UNK]", "fer", "##ry", "ferry", "##s", "a", "##b", "e"];
const pieces = createWordPieces(list.join("\n"));
const spelt = (word: string): (string | undefined)[] => pieces(word).map((number) => list[number]);

describe("a word is spelt", () => {
  test.each([
    ["whole where the vocabulary has it", "ferry", ["ferry"]],
    ["with the longest piece first", "ferrys", ["ferry", "##s"]],
    ["in lower case", "FERRY", ["ferry"]],
    ["without accents", "fèrry", ["ferry"]],
    ["without the characters that are dropped", "fer\u200bry", ["ferry"]],
    ["as unknown when a rest cannot be spelt", "ferryx", ["[UNK]"]],
    ["as unknown when nothing is left", "\u200b", ["[UNK]"]],
    ["as unknown beyond a hundred characters", `a${"b".repeat(100)}`, ["[UNK]"]],
    ["piece by piece up to a hundred characters", `a${"b".repeat(99)}`, ["a", ...Array<string>(99).fill("##b")]],
  ])("%s", (_, word, expected) => expect(spelt(word)).toEqual(expected));
});

test("the pieces of any word spell it again, unless it is unknown", () => {
  expect(spelt("ferrybs")).toEqual(["ferry", "##b", "##s"]);
  const word = fc.array(fc.constantFrom("fer", "ry", "ferry", "s", "a", "b", "e"), { minLength: 1 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(word, (text) => {
      const again = spelt(text)
        .map((piece) => piece?.replace("##", ""))
        .join("");
      expect(["[UNK]", text]).toContain(again);
    }),
  );
});

test.each([
  ["ferry", [7115]],
  ["The", [1996]],
  ["port", [3417]],
  ["said", [2056]],
  [".", [1012]],
  ["“", [1523]],
  ["Nordholm", [13926, 18884]],
  ["Café", [7668]],
])("the English reader's pieces of %s are the numbers of their lines in the vocabulary", async (word, numbers) => {
  const own = createWordPieces(await readText(diskResources(), "models/en/reader/vocab.txt"));
  expect(own(word)).toEqual(numbers);
});
