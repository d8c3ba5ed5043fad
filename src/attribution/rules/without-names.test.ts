import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { withoutNames } from "./without-names.ts";

test.each<[string, string, string[]]>([
  ["a nickname is no statement", "A man [cue known as] [content “Rook”] left.", []],
  ["a title is no statement", "Her book, [cue titled] [content “The Last Ferry”], sold well.", []],
  [
    "near miss: an utterance behind a naming verb",
    "It was [cue dubbed] [content “the worst night that anybody remembers”] by Penn.",
    [" | dubbed | “the worst night that anybody remembers”"],
  ],
  ["near miss: a verb of saying before a short quotation", "[source Lind] [cue said] [content “Never”].", ["Lind | said | “Never”"]],
])("%s", (_, marked, statements) => {
  expect(applied(withoutNames, marked)).toEqual(statements);
});
