import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { passiveAgents } from "./passive-agents.ts";

test.each<[string, string, string[]]>([
  ["the agent behind by is the source", "[source He] [cue was accused] by Lind of [content lying].", ["Lind | was accused by | lying"]],
  ["an empty it is no source", "[source It] [cue was said] [content that the ferry sank].", [" | was said | that the ferry sank"]],
  [
    "whoever was told is no part of what was said",
    "[content Passengers] [cue were told] [content that the ferry sank].",
    [" | were told | that the ferry sank"],
  ],
  [
    "near miss: an active cue before by",
    "[source Lind] [cue said] by Monday [content the ferry would sail].",
    ["Lind | said | the ferry would sail"],
  ],
])("%s", (_, marked, statements) => {
  expect(applied(passiveAgents, marked)).toEqual(statements);
});
