import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldedWords } from "../text/folded-words.ts";
import { alignWhole } from "./align.ts";
import { matchQuotation } from "./quotation-match.ts";

const TEXT = "The mayor was blunt. “We will never close the night ferry,” she said, “not this year.” The council met on Monday.";

describe("a quotation in a text", () => {
  test.each([
    ["verbatim", "We will never close the night ferry", "We will never close the night ferry", []],
    ["verbatim but for case, marks and accents", "we will NEVER close the night-férry!", "We will never close the night ferry", []],
    ["with a word changed", "We will not close the night ferry", "We will never close the night ferry", [["not", "never"]]],
    ["with a word left out of the text", "We will never ever close the night ferry", "We will never close the night ferry", [["ever", ""]]],
    ["with a word that the text adds", "We will never close the ferry", "We will never close the night ferry", [["", "night"]]],
    [
      "with two changes",
      "We can never close the day ferry",
      "We will never close the night ferry",
      [
        ["can", "will"],
        ["day", "night"],
      ],
    ],
    ["across an interruption", "the night ferry not this year", "the night ferry,” she said, “not this year", [["", "she said"]]],
  ])("%s", (_, asked, exact, changes) => {
    const match = matchQuotation(asked, TEXT);
    expect(TEXT.slice(match?.span.start, match?.span.end)).toBe(exact);
    expect(match?.changes.map((one) => [one.asked, one.found])).toEqual(changes);
    expect(match?.changes.map(({ span }) => TEXT.slice(span.start, span.end))).toEqual(changes.map(([, found]) => found));
  });
  test.each([
    ["", TEXT],
    ["…", TEXT],
    ["ferry", ""],
    ["entirely other words", "nothing alike"],
  ])("%j is not in %j", (asked, text) => {
    expect(matchQuotation(asked, text)).toBeUndefined();
  });
  test("whatever is taken out of a text is found there verbatim", () => {
    const word = fc.stringMatching(/^[a-d]{1,2}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (words, a, b) => {
        const [from = 0, to = 0] = [a % words.length, b % words.length].sort((x, y) => x - y);
        expect(matchQuotation(words.slice(from, to + 1).join(" "), words.join(" "))).toMatchObject({ similarity: 1, changes: [] });
      }),
    );
  });
  test("every word that is asked is either the same in the text or in a change", () => {
    const sentence = fc
      .array(fc.constantFrom("we", "will", "not", "close", "the", "ferry"), { minLength: 1, maxLength: 12 })
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(sentence, sentence, (asked, text) => {
        const match = matchQuotation(asked, text);
        if (match === undefined) return;
        const count = (words: string): number => foldedWords(words).length;
        const changed = match.changes.reduce((sum, one) => sum + count(one.asked), 0);
        const added = match.changes.reduce((sum, one) => sum + count(one.found), 0);
        expect(count(asked) - changed).toBe(count(text.slice(match.span.start, match.span.end)) - added);
      }),
    );
  });
});

test("aligning whole lists uses every item of both once, in order, at the least cost", () => {
  const list = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 10 });
  fc.assert(
    fc.property(list, list, (a, b) => {
      const { steps, cost } = alignWhole(a, b);
      expect(steps.flatMap((step) => (step.a === null ? [] : [step.a]))).toEqual(a.map((_, index) => index));
      expect(steps.flatMap((step) => (step.b === null ? [] : [step.b]))).toEqual(b.map((_, index) => index));
      expect(steps.filter(({ isSame }) => !isSame)).toHaveLength(cost);
      expect(cost).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(cost).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
    }),
  );
});
