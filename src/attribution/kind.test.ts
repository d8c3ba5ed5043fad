import { describe, expect, test } from "vitest";
import { draftsFrom } from "../../test/support/marked.ts";
import { kindOf } from "./kind.ts";

describe("the kind of a statement", () => {
  test.each([
    ["direct", "in quotation marks", "[content “It is over,”] [source she] [cue said]."],
    ["direct", "in quotation marks behind a joint word", "[source She] [cue said] [content that “it is over, and nobody will come back”]."],
    ["direct", "in quotation marks on both sides of the cue", "[content “It is over,”] [source she] [cue said]. [content “We go.”]"],
    ["indirect", "without marks", "[source She] [cue said] [content it was over]."],
    ["indirect", "with an apostrophe", "[source She] [cue said] [content it wasn't the crews' boat]."],
    ["indirect", "beside a quotation", "“No,” she wrote. [source Lind] [cue said] [content it was over]."],
    ["mixed", "with a word in marks", "[source She] [cue said] [content it was “over”]."],
    ["mixed", "with half of it in marks", "[source She] [cue said] [content the boat was “lost in the storm”]."],
  ])("is %s: %s", (kind, _, marked) => {
    const { drafts, scene } = draftsFrom(marked);
    expect(drafts.map(({ content }) => kindOf(scene.text, content, scene.quotations))).toEqual([kind]);
  });
});
