import { expect, test } from "vitest";
import { scorePage, scorePages } from "../bench/quality/shingles.ts";

test.each([
  ["the same text", "one two three four five", "one two, three four five.", 1, 1],
  ["half of the text", "a b c d e f g", "a b c d e", 1, 0.5],
  ["the text twice", "a b c d", "a b c d a b c d", 0.2, 1],
  ["another case", "One two three four", "one two three four", 0, 0],
  ["a short text, which is one shingle", "one two", "one two", 1, 1],
  ["nothing", "one two three four", "", null, 0],
])("the score of %s", (_, expected, given, precision, recall) => {
  expect(scorePage(expected, given)).toEqual({ precision, recall });
});

test("a page answered with nothing has no precision, and F1 is of the two means", () => {
  const pages = [
    { precision: 1, recall: 1 },
    { precision: null, recall: 0 },
  ];
  expect(scorePages(pages)).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3 });
});
