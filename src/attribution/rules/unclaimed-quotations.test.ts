import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { unclaimedQuotations } from "./unclaimed-quotations.ts";

test.each<[string, string, string[]]>([
  ["the verb and the name behind it", "“The vote is over for us,” said Lind.", ["Lind | said | “The vote is over for us,”"]],
  ["the name and the verb behind it", "“The vote is over for us,” Ana Lind said.", ["Ana Lind | said | “The vote is over for us,”"]],
  ["the name and the verb before it", "Ana Lind said: “The vote is over for us.”", ["Ana Lind | said | “The vote is over for us.”"]],
  [
    "one that goes on with what the same source said",
    "[content “The vote is over,”] [cue said] [source Lind]. “We will all go home now.”",
    ["Lind | said | “The vote is over,” … “We will all go home now.”"],
  ],
  [
    "one that reopens in the next paragraph",
    "[source Lind] [cue said]: [content “The vote is over.]\n“We will all go home now.”",
    ["Lind | said | “The vote is over. … “We will all go home now.”"],
  ],
  [
    "a verb of saying before marks inside marks",
    "[source Lind] [cue recalled]: [content “Then she said ‘Lock the door’ and ran.”]",
    ["Lind | recalled | “Then she said ‘Lock the door’ and ran.”", "she | said | ‘Lock the door’"],
  ],
  ["near miss: scare quotes are too short", "The “so-called deal” was off.", []],
  ["near miss: no verb of saying beside it", "The sign “no way through for cars” fell down.", []],
])("%s", (_, marked, statements) => {
  expect(applied(unclaimedQuotations, marked)).toEqual(statements);
});
