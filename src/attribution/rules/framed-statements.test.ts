import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { framedStatements } from "./framed-statements.ts";

test.each<[string, string, string[]]>([
  ["according to somebody", "According to Lind, the ferry sank.", ["Lind | According to | the ferry sank"]],
  ["in the view of somebody", "In the view of Ana Lind, the ferry was old.", ["Ana Lind | In the view of | the ferry was old"]],
  ["as somebody said", "The ferry was old, as the landlord later admitted.", ["the landlord | later admitted | The ferry was old"]],
  ["near miss: according to plan", "The ferry sailed [cue according to] [source plan]; [content nobody noticed].", []],
  [
    "near miss: a frame that is already taken",
    "[cue According to] [source Lind], [content the ferry sank].",
    ["Lind | According to | the ferry sank"],
  ],
  ["near miss: as without a verb of saying", "The ferry was old, as the landlord knew.", []],
])("%s", (_, marked, statements) => {
  expect(applied(framedStatements, marked)).toEqual(statements);
});
