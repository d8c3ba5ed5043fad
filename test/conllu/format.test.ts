import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { conlluProblems } from "../support/conllu-format.ts";

const harbour = readFileSync(join(import.meta.dirname, "../../examples/harbour.conllu"), "utf8");

test("the example keeps the rules of Universal Dependencies", () => expect(conlluProblems(harbour)).toEqual([]));

describe("the check itself sees", () => {
  test.each<[string, string | RegExp, string]>([
    ["a missing column", "\t_\tSpaceAfter=No\n3\t.", "\tSpaceAfter=No\n3\t."],
    ["an id out of order", "\n2\trained", "\n4\trained"],
    ["a head outside of the sentence", "\t2\tpunct", "\t9\tpunct"],
    ["a second root", "\t2\tpunct", "\t0\troot"],
    ["a circle", "\t0\troot\t_\tSpaceAfter=No", "\t3\troot\t_\tSpaceAfter=No"],
    ["a root that is called otherwise", "\t0\troot\t_\tSpaceAfter", "\t0\tdep\t_\tSpaceAfter"],
    ["a text of other characters", "# text = It rained.", "# text = It snowed."],
    ["a space that is not told", "# text = It rained.", "# text = It rained ."],
    ["a space that is not there", "# text = It rained.", "# text = Itrained."],
    ["two sentences of one name", "harbour-2", "harbour-1"],
    ["a range with tags", "6-7\tcan't\t_", "6-7\tcan't\tcan"],
    ["a range beyond the sentence", "10-11\tLind's", "10-99\tLind's"],
    ["keys out of order", "Entity=(5-group-1-pronoun)|SpaceAfter=No", "SpaceAfter=No|Entity=(5-group-1-pronoun)"],
    ["an empty cell", "\tIt\tit\t", "\tIt\t\t"],
    ["a missing last line", /\n\n$/, "\n"],
  ])("%s", (_, right, wrong) => {
    const spoilt = harbour.replace(right, wrong);
    expect(spoilt).not.toBe(harbour);
    expect(conlluProblems(spoilt)).not.toEqual([]);
  });
});
