import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { cutAtParagraphs } from "./cut-at-paragraphs.ts";

test.each<[string, string, string[]]>([
  [
    "indirect speech ends with its paragraph",
    "[source Lind] [cue said] [content the ferry was late.\nThe harbour lies east of Nordholm.]",
    ["Lind | said | the ferry was late."],
  ],
  [
    "a quotation that runs on over paragraphs stays whole",
    "[source Lind] [cue said]: [content “The ferry was late.\n“It will be late again.”]",
    ["Lind | said | “The ferry was late. … “It will be late again.”"],
  ],
  [
    "a headline's verb finds no source in the body",
    "Ferry late, [cue says] harbour\n[source Tomas Brekke] left. [content Ferry late]",
    [" | says | Ferry late"],
  ],
  [
    "a content within one paragraph is left alone",
    "[source Lind] [cue said] [content the ferry was late].",
    ["Lind | said | the ferry was late"],
  ],
])("%s", (_, marked, statements) => {
  expect(applied(cutAtParagraphs, marked)).toEqual(statements);
});
