import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { posts } from "./posts.ts";

test.each<[string, string, string[]]>([
  ["the account before its words", "Ana Lind (@analind): The ferry is gone.", ["Ana Lind (@analind) | : | The ferry is gone."]],
  [
    "the account signed behind its words",
    "The ferry is gone. — Ana Lind (@analind) May 3, 2031",
    ["Ana Lind (@analind) | — | The ferry is gone."],
  ],
  [
    "the signature in a paragraph of its own",
    "The ferry is gone.\n— Ana Lind (@analind)",
    ["Ana Lind (@analind) | — | The ferry is gone."],
  ],
  [
    "what the model marked in a post gives way to it",
    "[source Ana Lind] (@analind)[cue :] [content The ferry is gone].",
    ["Ana Lind (@analind) | : | The ferry is gone."],
  ],
  ["near miss: a handle within a sentence", "Lind wrote to Penn (@penn_pm) on Monday about the ferry.", []],
])("%s", (_, marked, statements) => {
  expect(applied(posts, marked)).toEqual(statements);
});
