import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lemmaRule } from "./lemma.ts";

describe("a lemma rule", () => {
  test.each([
    ["keeps a form", "k|0|", "Hallam", "Hallam"],
    ["lowers a form", "l|0|", "The", "the"],
    ["cuts an ending", "l|1|", "Ferries", "ferrie"],
    ["puts another there", "k|3|y", "ferries", "ferry"],
    ["spells the lemma", "=be", "was", "be"],
    ["adds what has a bar in it", "k|0|a|b", "x", "xa|b"],
    ["cuts whole characters", "k|1|", "a😀", "a"],
    ["leaves a form that is too short", "l|9|x", "Ok", "ok"],
    ["may cut all of it", "k|2|go", "we", "go"],
  ])("%s", (_, label, form, lemma) => expect(lemmaRule(label)?.(form)).toBe(lemma));
  test.each(["", "k", "x|1|", "k||", "k|-1|", "l|1"])("%j is none", (label) => expect(lemmaRule(label)).toBeUndefined());
});

/** The rule that the trainer would write for a form that is kept: cut what differs, add what is wanted. */
const ruleFor = (form: string, lemma: string): string => {
  const [a, b] = [Array.from(form), Array.from(lemma)];
  const differs = a.findIndex((character, at) => character !== b[at]);
  const shared = differs < 0 ? a.length : differs;
  return `k|${a.length - shared}|${b.slice(shared).join("")}`;
};

test("the rule made for a form and its lemma gives the lemma", () => {
  const word = fc.string({ unit: "grapheme-composite", maxLength: 12 });
  fc.assert(fc.property(word, word, word, (stem, a, b) => lemmaRule(ruleFor(stem + a, stem + b))?.(stem + a) === stem + b));
});
