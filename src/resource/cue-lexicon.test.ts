import { describe, expect, test } from "vitest";
import { resourcesOf } from "../../test/support/resources.ts";
import { diskResources } from "../desk/disk-resources.ts";
import { CUE_CLASSES, readCueLexicon } from "./cue-lexicon.ts";

const verbs =
  "verb\tclasses\tirregular\nsay\tsay\tsaid\nargue\tsay\t\nreply\tsay\t\nguess\tbelieve\t\nadmit\tsay\tadmitted admitting\nreport\tsay show\t\n";
const nouns = "noun\tclasses\nreport\tsay\nreply\tsay\n";
const lexicon = await readCueLexicon(resourcesOf({ "data/lexicon/en/cue-verb.tsv": verbs, "data/lexicon/en/cue-noun.tsv": nouns }));
const lemmas = (form: string): string[] => (lexicon.get(form) ?? []).map(({ lemma, pos }) => `${lemma} ${pos}`);

describe("the form", () => {
  test.each([
    ["says", ["say verb"]],
    ["said", ["say verb"]],
    ["argued", ["argue verb"]],
    ["arguing", ["argue verb"]],
    ["replied", ["reply verb"]],
    ["replies", ["reply verb", "reply noun"]],
    ["guesses", ["guess verb"]],
    ["admitting", ["admit verb"]],
    ["report", ["report verb", "report noun"]],
    ["reported", ["report verb"]],
    ["sayed", ["say verb"]],
    ["boat", []],
  ])("%s is one of %j", (form, expected) => expect(lemmas(form)).toEqual(expected));
});

test("the classes of a word are those of its row", () => {
  expect(lexicon.get("reported")?.[0]?.classes).toEqual(["say", "show"]);
});

test("every class in the package's own lexicon is a known one", async () => {
  const own = await readCueLexicon(diskResources());
  const classes = new Set([...own.values()].flatMap((words) => words.flatMap((word) => word.classes)));
  expect([...classes].filter((name) => !CUE_CLASSES.includes(name))).toEqual([]);
});
