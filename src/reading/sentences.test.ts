import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { articleFrom } from "../../test/support/marked.ts";
import { contains, slice } from "../text/span.ts";

const sentences = (text: string): string[] => {
  const article = articleFrom(text);
  return article.layers.sentences.map((span) => slice(article.text, span));
};

describe("a text's sentences", () => {
  test.each([
    ["end at full stops", "It is over. We go.", ["It is over.", "We go."]],
    ["end at question and exclamation marks", "Over? Yes! Gone…  Done.", ["Over?", "Yes!", "Gone…", "Done."]],
    ["end at line ends", "Ferry late\nIt sank.", ["Ferry late", "It sank."]],
    ["go on behind an abbreviation", "Dr. Lind met Gov. Penn.", ["Dr. Lind met Gov. Penn."]],
    ["go on behind an initial", "A. Lind met J. R. Penn.", ["A. Lind met J. R. Penn."]],
    ["go on before a word in lower case", "The so-called No. two left. then he came.", ["The so-called No. two left. then he came."]],
    ["go on behind a number's point", "It cost 3.5 crowns.", ["It cost 3.5 crowns."]],
    ["end behind the closing marks", "“It is over.” Lind left.", ["“It is over.”", "Lind left."]],
    ["end behind marks and brackets", "(“It is over.”) Lind left.", ["(“It is over.”)", "Lind left."]],
    ["go on behind a quoted question with its cue", "“Over?” asked Lind.", ["“Over?” asked Lind."]],
    ["are none in an empty text", "", []],
    ["are none in white space", " \n ", []],
  ])("%s", (_, text, expected) => expect(sentences(text)).toEqual(expected));
});

const newsLike = fc
  .array(fc.constantFrom("It", "is", "over", ".", "?", "”", "“", " ", " ", "\n", "Mr", "A", "…", ")", "\u0000", "3"), { maxLength: 200 })
  .map((pieces) => pieces.join(""));

test("sentences of any text are in order and apart, and hold every word once", () => {
  fc.assert(
    fc.property(newsLike, (text) => {
      const { words, sentences: found } = articleFrom(text).layers;
      found.forEach(({ start, end }, index) => {
        expect(start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
      });
      for (const word of words) expect(found.filter((sentence) => contains(sentence, word))).toHaveLength(1);
    }),
  );
});

test("a sentence that never ends is cut between two words before it has more than 5,000 units", () => {
  const lengths = sentences("and so on ".repeat(3_000)).map(({ length }) => length);
  expect(lengths.length).toBeGreaterThan(5);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(5_000);
});
