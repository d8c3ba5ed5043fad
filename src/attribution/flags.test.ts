import { describe, expect, test } from "vitest";
import { draftsFrom, sceneFrom } from "../../test/support/marked.ts";
import { flagging, isOutlet } from "./flags.ts";
import { kindOf } from "./kind.ts";

const flags = (marked: string): string[] => {
  const { drafts, scene } = draftsFrom(marked);
  const flagsOf = flagging(scene);
  return drafts.flatMap((draft) => flagsOf(draft, kindOf(scene.text, draft.content, scene.quotations), false));
};

describe("the flags of a statement", () => {
  test.each<[string, string, string[]]>([
    ["none for a plain quotation", "[content “It is over,”] [cue said] [source Lind].", []],
    ["partial: a few words in marks", "[source Lind] [cue said] [content it was “a lost cause”].", ["partial"]],
    ["near miss of partial: a whole sentence in marks", "[source Lind] [cue said] [content no: “It is over.”]", []],
    ["elided: dots", "[content “It is … over,”] [cue said] [source Lind].", ["elided"]],
    ["elided: three full stops", "[content “It is . . . over,”] [cue said] [source Lind].", ["elided"]],
    ["near miss of elided: dots outside the marks", "[content “It is over,”] [cue said] [source Lind] …", []],
    ["bracketed: words put in", "[content “It [the vote] is over,”] [cue said] [source Lind].", ["bracketed"]],
    ["near miss of bracketed: a number", "[content “It is over [3],”] [cue said] [source Lind].", []],
    ["translated: a language", "[content “It is over,”] [cue said] [source Lind] in French.", ["translated"]],
    ["translated: an interpreter", "[content “It is over,”] [cue said] [source Lind] through an interpreter.", ["translated"]],
    ["near miss of translated: a language elsewhere", "[source Lind] [cue said] [content it was over]. He is French.", []],
    ["via-outlet: said to an outlet", "[content “It is over,”] [source Lind] [cue told] Radio Nordholm.", ["via-outlet"]],
    ["near miss of via-outlet: said to a person", "[content “It is over,”] [source Lind] [cue told] Ana Penn.", []],
    ["unclosed: no mark at the end", "[source Lind] [cue said]: [content “It is over].", ["unclosed"]],
    ["near miss of unclosed: the next paragraph opens again", "[source Lind] [cue said]: [content “It is over.\n“We go.”]", []],
  ])("%s", (_, marked, expected) => expect(flags(marked)).toEqual(expected));
});

test("a statement within an outlet's words comes by way of that outlet", () => {
  const { drafts, scene } = draftsFrom("[source Lind] [cue said] [content it was over].");
  expect(drafts.flatMap((draft) => flagging(scene)(draft, "indirect", true))).toEqual(["via-outlet"]);
});

describe("a name is that of an outlet", () => {
  test.each([
    ["the Nordholm Courier", true],
    ["Radio Nord", true],
    ["Ana Lind", false],
    ["the harbour post", false],
    ["", false],
  ])("%s: %s", (name, expected) => expect(isOutlet(name, sceneFrom("Nothing."))).toBe(expected));
});
