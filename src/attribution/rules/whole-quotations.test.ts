import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
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
