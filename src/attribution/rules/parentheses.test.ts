import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { parentheses } from "./parentheses.ts";

test.each<[string, string, string[]]>([
  [
    "the phrase before an inserted source belongs to the content",
    "By the end of the week, [source forecasters] [cue warned], [content the river could rise].",
    ["forecasters | warned | By the end of the week … the river could rise"],
  ],
  [
    "near miss: a joint is no part of it",
    "However, [source forecasters] [cue warned], [content the river could rise].",
    ["forecasters | warned | the river could rise"],
  ],
  [
    "near miss: no comma behind the cue",
    "By the end of the week, [source forecasters] [cue warned] [content the river could rise].",
    ["forecasters | warned | the river could rise"],
  ],
  [
    "near miss: the phrase is another statement's",
    "[source2 Penn] [cue2 said] [content2 it would rain], [source Lind] [cue warned], [content the river could rise].",
    ["Penn | said | it would rain", "Lind | warned | the river could rise"],
  ],
])("%s", (_, marked, statements) => {
  expect(applied(parentheses, marked)).toEqual(statements);
});
