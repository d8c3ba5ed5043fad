import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { refusals } from "./refusals.ts";

test.each<[string, string, string[]]>([
  ["could not be reached", "Ana Lind could not be reached for comment.", ["Ana Lind | could not be reached | for comment"]],
  ["declined to comment", "Ana Lind declined to comment on Monday.", ["Ana Lind | declined | to comment on Monday"]],
  [
    "a denied claim belongs to the content",
    "[source Lind] [cue rejected claims] [content that the ferry sank].",
    ["Lind | rejected | claims that the ferry sank"],
  ],
  ["near miss: figures that decline", "[source Sales] [cue declined] [content to a third of last year].", []],
  ["near miss: entry that is denied", "[source Guards] [cue denied] [content him entry to the hall].", []],
  ["near miss: an invitation that was declined", "Ana Lind declined to run for mayor.", []],
  ["near miss: a refusal that was marked", "[source Ana Lind] [cue declined] [content to comment].", ["Ana Lind | declined | to comment"]],
])("%s", (_, marked, statements) => {
  expect(applied(refusals, marked)).toEqual(statements);
});
