import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { transcriptTurns } from "./transcript-turns.ts";

test.each<[string, string, string[]]>([
  [
    "questions and answers by label",
    "Q: When did it sink?\nA: On Monday.\nQ: Who saw it?\nA: Nobody.",
    ["Q | : | When did it sink?", "A | : | On Monday.", "Q | : | Who saw it?", "A | : | Nobody."],
  ],
  [
    "a turn goes on over a paragraph without a label",
    "LIND: When did it sink?\nPENN: On Monday.\nIt was dark.\nLIND: Thanks.",
    ["LIND | : | When did it sink?", "PENN | : | On Monday. … It was dark.", "LIND | : | Thanks."],
  ],
  [
    "a stage direction is nobody's words",
    "LIND: When did it sink?\nPENN: On Monday.\n(Laughter)\nLIND: Thanks.",
    ["LIND | : | When did it sink?", "PENN | : | On Monday.", "LIND | : | Thanks."],
  ],
  [
    "turns in one paragraph",
    "LIND: When did it sink? PENN: On Monday. LIND: Thanks.",
    ["LIND | : | When did it sink?", "PENN | : | On Monday.", "LIND | : | Thanks."],
  ],
  ["near miss: a single label is a heading", "Weather: Rain in Port Hallam.\nThe ferry sails.", []],
  ["near miss: two different labels without a question are a list", "Monday: Rain in Port Hallam.\nTuesday: Sun in Nordholm.", []],
  [
    "what was marked across a label goes, what lies inside a turn stays",
    "Q: [source Penn] [cue said] [content it sank]?\n[cue2 A]: [content2 On Monday].\nQ: Thanks.",
    ["Penn | said | it sank", "Q | : | Penn said it sank?", "A | : | On Monday.", "Q | : | Thanks."],
  ],
])("%s", (_, marked, statements) => {
  expect(applied(transcriptTurns, marked)).toEqual(statements);
});
