import { describe, expect, test } from "vitest";
import { draftsFrom } from "../../test/support/marked.ts";
import { polarityOf } from "./polarity.ts";

const polarity = (marked: string): string[] => {
  const { drafts, scene } = draftsFrom(marked);
  return drafts.map((draft) => polarityOf(draft, scene));
};

describe("a statement is", () => {
  test.each([
    ["asserted", "plainly said", "[source Lind] [cue said] [content it was over]."],
    ["asserted", "said of something that is not so", "[source Lind] [cue said] [content it was not over]."],
    ["asserted", "said in a sentence that has a condition elsewhere", "[source Lind] [cue said] [content the boat sinks if it rains]."],
    ["denied", "denied by its source", "[source Lind] [cue denied] [content that it was over]."],
    ["not-said", "not said", "[source Lind] [cue did not say] [content that it was over]."],
    ["not-said", "not said, with a contraction", "[source Lind] [cue didn't say] [content that it was over]."],
    ["not-said", "said by nobody", "[source Nobody] [cue said] [content that it was over]."],
    ["not-said", "avoided", "[source Lind] [cue stopped short of saying] [content that it was over]."],
    ["refused", "refused", "[source Lind] [cue declined] [content to comment]."],
    ["refused", "from somebody who could not be reached", "[source Lind] [cue could not be reached] [content for comment]."],
    ["hypothetical", "in a modal", "[source Lind] [cue could say] [content that it was over]."],
    ["hypothetical", "a condition", "If [source Lind] [cue says] [content that it is over], the crew leaves."],
    ["question", "asked", "[source Lind] [cue asked] [content whether it was over]."],
    ["question", "a quoted question", "[content “Is it over?”] [source Lind] [cue said]."],
    ["question", "asked about", "Did [source Lind] [cue say] [content that it was over]?"],
    ["asserted", "what could not be held back", "[source Lind] [cue could not resist saying] [content it was over]."],
    ["asserted", "would say only", "[source Lind] [cue would say] [content only that it was over]."],
    ["asserted", "not only said", "[source Lind] [cue not only said] [content it was over]."],
    ["asserted", "said behind another verb that is negated", "[source Lind] vowed not to rest and [cue promised] [content free trams]."],
    [
      "asserted",
      "a speech that closes with a question",
      "[content “It broke. We wept. We rebuilt. Who would not?”] [source Lind] [cue said].",
    ],
    ["not-said", "done instead", "Rather than [cue complain about] [content the dam], [source Lind] rebuilt it."],
    ["asserted", "said of what is yet to come", "[content Boats yet to sail], [source Lind] [cue says]."],
    ["question", "asked, and answered", "[source Lind] [cue asked]: [content “Is it over? No.”]"],
    ["question", "asked behind a conjunction", "But has [source Lind] [cue said] [content that it was over]?"],
    ["question", "an inquiry", "[source They] met [cue to establish] [content whether it was over]."],
    ["asserted", "a content that tells of an answer", "[source Lind] [cue said] [content the letter does not answer it]."],
    ["asserted", "a request is no question", "[source Lind] [cue asked] [content to leave]."],
    ["asserted", "belief that is negated is held nonetheless", "[source Lind] [cue did not believe] [content it was over]."],
  ])("%s: %s", (expected, _, marked) => expect(polarity(marked)).toEqual([expected]));
});

test("the strongest effect wins: a refusal that is a condition is a refusal", () => {
  expect(polarity("If [source Lind] [cue declines] [content to comment], the crew leaves.")).toEqual(["refused"]);
});
