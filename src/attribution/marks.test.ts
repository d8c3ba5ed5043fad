import { describe, expect, test } from "vitest";
import { draftsFrom, shown } from "../../test/support/marked.ts";

describe("what the reading model marked becomes a statement", () => {
  test.each<[string, string, number, number]>([
    ["when it is sure", "[source Lind] [cue thinks] [content it is over].", 0.59, 1],
    ["not when it is in doubt", "[source Lind] [cue thinks] [content it is over].", 0.57, 0],
    ["in some doubt, when it has no source", "It is [cue feared] [content it is over].", 0.46, 1],
    ["not in more doubt, though it has no source", "It is [cue feared] [content it is over].", 0.44, 0],
    ["in doubt, when a cue verb stands before that", "[source Lind] [cue thinks] [content that it is over].", 0.55, 1],
    ["in doubt, when a verb of saying stands by a quotation", "[content “It is over,”] [cue said] [source Lind].", 0.55, 1],
    ["in doubt, when it is according to somebody", "[cue According to] [source Lind], [content it is over].", 0.55, 1],
    ["in doubt, when it is hearsay", "[content He] [cue allegedly] [content left].", 0.55, 1],
    ["not when it is in great doubt, whatever the words", "[source Lind] [cue said] [content that it is over].", 0.45, 0],
    ["not when the cue is a form of have alone", "[source Lind] [cue had] [content promised that it is over].", 0.9, 0],
    ["not without a cue", "[source Lind] left; [content it is over].", 0.9, 0],
    ["not without a content", "[source Lind] [cue said].", 0.9, 0],
  ])("%s", (_, marked, score, count) => expect(draftsFrom(marked, { score }).drafts).toHaveLength(count));
});

test("a statement found in the content of another is an inner one", () => {
  const { drafts, scene } = draftsFrom("[source Lind] [cue said] [content [source2 Penn] [cue2 said] [content2 no]].");
  expect(drafts.map((draft) => [draft.inner, shown(draft, scene.text)])).toEqual([
    [false, "Lind | said | Penn said no"],
    [true, "Penn | said | no"],
  ]);
});
