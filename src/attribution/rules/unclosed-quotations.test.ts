import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { unclosedQuotations } from "./unclosed-quotations.ts";

test.each<[string, string, string[]]>([
  ["a forgotten mark before the verb", "“The vote is over, said Lind. Crowds left.", ["Lind | said | “The vote is over"]],
  ["a forgotten mark before the name", "“The vote is over, Lind said. Crowds left.", ["Lind | said | “The vote is over"]],
  [
    "without a verb no more than the sentence is taken",
    "[source Lind] [cue said]: [content “The vote is over. Crowds left the hall. It rained].",
    ["Lind | said | “The vote is over."],
  ],
  [
    "near miss: a quotation that the next paragraph reopens",
    "[source Lind] [cue said]: [content “The vote is over. Crowds left].\n“It rained.”",
    ["Lind | said | “The vote is over. Crowds left"],
  ],
  ["near miss: a closed quotation", "“The vote is over,” said Lind.", []],
])("%s", (_, marked, statements) => {
  expect(applied(unclosedQuotations, marked)).toEqual(statements);
});
