import { describe, expect, test } from "vitest";
import { splitWords } from "../model/words.ts";
import { endsAsGiven } from "./sentence-ends.ts";

/** The words behind which a sentence must end; behind all others none may. */
function endsOf(text: string, sentences: readonly string[], offset = 0): string[] {
  let from = 0;
  const spans = sentences.map((sentence) => {
    const start = text.indexOf(sentence, from);
    from = start + sentence.length;
    return { start: start + offset, end: from + offset };
  });
  const words = splitWords(text);
  const ends = endsAsGiven(spans, offset)(text, words);
  expect([...ends].every((end) => end === 1 || end === 2)).toBe(true);
  return words.filter((_, at) => ends[at] === 1).map(({ start, end }) => text.slice(start, end));
}

describe("given sentences end", () => {
  test.each([
    ["where they did, not at full stops inside them", "Mr. Lind left. It rained", ["Mr. Lind left.", "It rained"], [".", "rained"]],
    ["at line ends only where they did", "It\nrained today", ["It\nrained today"], ["today"]],
    ["behind the word that they cut", "can not cannot go", ["can not can", "not go"], ["cannot", "go"]],
    ["around what lies in none", "One and two", ["One", "two"], ["One", "two"]],
  ])("%s", (_, text, sentences, expected) => expect(endsOf(text, sentences)).toEqual(expected));
  test("in a part of a text as in the whole", () => {
    expect(endsOf("One. Two. Three", ["One. Two.", "Three"], 1000)).toEqual(endsOf("One. Two. Three", ["One. Two.", "Three"]));
  });
});
