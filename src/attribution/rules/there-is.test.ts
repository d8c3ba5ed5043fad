import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { thereIs } from "./there-is.ts";

test.each<[string, string, string[]]>([
  ["fears that are simply there", "There are fears that the dam could break.", [" | are fears | that the dam could break"]],
  [
    "those who hold them stand behind among",
    "There is growing hope among villagers that the dam holds.",
    ["villagers | is growing hope | that the dam holds"],
  ],
  ["near miss: a thing that is no belief", "There are boats that the storm sank.", []],
  ["near miss: no that behind it", "There are fears in the harbour.", []],
])("%s", (_, marked, statements) => {
  expect(applied(thereIs, marked)).toEqual(statements);
});
