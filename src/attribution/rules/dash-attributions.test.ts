import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { dashAttributions } from "./dash-attributions.ts";

test.each<[string, string, string[]]>([
  [
    "a name behind a dash",
    "“A true expert of the sea.” —Commissioner Idris Vale",
    ["Commissioner Idris Vale | — | “A true expert of the sea.”"],
  ],
  [
    "a name behind a dash in the next paragraph",
    "“A true expert of the sea.”\n— Idris Vale",
    ["Idris Vale | — | “A true expert of the sea.”"],
  ],
  ["near miss: a dash and a clause", "“A true expert” — but nobody asked him.", []],
  ["near miss: words before the quotation", "He was “a true expert” — Idris Vale", []],
])("%s", (_, marked, statements) => {
  expect(applied(dashAttributions, marked)).toEqual(statements);
});
