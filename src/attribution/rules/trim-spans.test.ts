import { expect, test } from "vitest";
import { applied, draftsFrom } from "../../../test/support/marked.ts";
import { trimSpans } from "./trim-spans.ts";

test.each<[string, string, string[]]>([
  ["punctuation and adverbs at the ends of a source", "[content “No,”] [cue said] [source Lind again ]on Monday.", ["Lind | said | “No,”"]],
  ["a comma at the end of a cue", "[source Lind] [cue said,] [content “No.”]", ["Lind | said | “No.”"]],
  [
    "a conjunction at the end of a content",
    "[source Lind] [cue said] [content the ferry sank and ]the crew swam.",
    ["Lind | said | the ferry sank"],
  ],
  [
    "a content that stops at a preposition goes on",
    "[source Lind] [cue said] [content the ferry sank in] the bay.",
    ["Lind | said | the ferry sank in the bay"],
  ],
  ["a half hyphened word", "[source Lind] vice-[cue chaired]: [content no].", ["Lind | vice-chaired | no"]],
  ["a dateline", "[content [dateline PORT HALLAM —] The ferry sank], [source Lind] [cue said].", ["Lind | said | The ferry sank"]],
  [
    "near miss: a content in form is left alone",
    "[source Lind] [cue said] [content “The ferry sank.”]",
    ["Lind | said | “The ferry sank.”"],
  ],
])("%s", (_, marked, statements) => {
  expect(applied(trimSpans, marked)).toEqual(statements);
});

test("the same thing found twice is one statement", () => {
  const { drafts, scene } = draftsFrom("[source Lind] [cue said] [content it sank].");
  expect(trimSpans([...drafts, ...drafts], scene)).toHaveLength(1);
});
