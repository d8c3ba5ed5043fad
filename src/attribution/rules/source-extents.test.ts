import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { sourceExtents } from "./source-extents.ts";

test.each<[string, string, string[]]>([
  ["a bare article takes its noun", "[content “No,”] [cue said] [source the] harbour master.", ["the harbour master | said | “No,”"]],
  [
    "a role takes the name behind its comma",
    "[content “No,”] [cue said] [source the mayor], Ana Lind, on Monday.",
    ["the mayor, Ana Lind | said | “No,”"],
  ],
  [
    "a name takes the role before its comma",
    "[cue wrote] its chair, [source Ana Lind]. [content “No.”]",
    ["its chair, Ana Lind | wrote | “No.”"],
  ],
  [
    "the subject before an active cue that has no source",
    "Ana Lind [cue said] [content that it was over].",
    ["Ana Lind | said | that it was over"],
  ],
  ["the name behind the cue of a quotation", "[content “It was over,”] [cue said] Ana Lind.", ["Ana Lind | said | “It was over,”"]],
  [
    "near miss: a passive cue has no subject that speaks",
    "The mayor [cue was told] [content that it was over].",
    [" | was told | that it was over"],
  ],
  ["near miss: an empty subject", "It [cue said] [content that it was over].", [" | said | that it was over"]],
])("%s", (_, marked, statements) => {
  expect(applied(sourceExtents, marked)).toEqual(statements);
});
