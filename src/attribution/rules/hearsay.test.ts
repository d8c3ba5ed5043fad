import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { hearsay } from "./hearsay.ts";

test.each<[string, string, string[]]>([
  [
    "the subject of a hearsay adverb belongs to the content",
    "The broker [cue allegedly] [content sold the barge].",
    [" | allegedly | The broker … sold the barge"],
  ],
  [
    "with an auxiliary between",
    "The broker has [cue allegedly] [content sold the barge].",
    [" | allegedly | The broker has … sold the barge"],
  ],
  [
    "near miss: the subject is already there",
    "[content The broker] [cue allegedly] [content sold the barge].",
    [" | allegedly | The broker … sold the barge"],
  ],
  [
    "near miss: a cue with a source",
    "[source The broker] [cue said] [content he sold the barge].",
    ["The broker | said | he sold the barge"],
  ],
])("%s", (_, marked, statements) => {
  expect(applied(hearsay, marked)).toEqual(statements);
});
