import { expect, test } from "vitest";
import { applied, draftsFrom, shown } from "../../../test/support/marked.ts";
import { wholeQuotations } from "./whole-quotations.ts";

test.each<[string, string, string[]]>([
  [
    "most of a quotation takes all of it, marks included",
    "“[content We lost the boat in the storm],” [cue said] [source Lind].",
    ["Lind | said | “We lost the boat in the storm,”"],
  ],
  [
    "a few words of a long quotation are left as they are",
    "“We lost the boat in the storm, and [content the crew] too,” [cue said] [source Lind].",
    ["Lind | said | the crew"],
  ],
  [
    "a quotation with the cue itself inside is somebody else's",
    "“[source Lind] [cue said] [content the boat was lost in the storm],” wrote Penn.",
    ["Lind | said | the boat was lost in the storm"],
  ],
  [
    "a quotation in which another statement has its cue is left to that one",
    "“[content We lost the boat and Penn] [cue2 says] [content2 so],” [cue said] [source Lind].",
    ["Lind | said | We lost the boat and Penn", " | says | so"],
  ],
])("%s", (_, marked, statements) => {
  expect(applied(wholeQuotations, marked)).toEqual(statements);
});

test("a statement made inside quotation marks ends with them", () => {
  const { drafts, scene } = draftsFrom("“A friend told me, ‘[source They] [cue say] [content there is no money,’ and that was the end].”");
  const inner = drafts.map((draft) => ({ ...draft, inner: true }));
  expect(wholeQuotations(inner, scene).map((draft) => shown(draft, scene.text))).toEqual(["They | say | there is no money,"]);
});
