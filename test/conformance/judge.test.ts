import { describe, expect, test } from "vitest";
import type { Statement } from "../../src/record/statement.ts";
import { judge } from "./judge.ts";
import { type Case, readCases } from "./read-cases.ts";
import { surprises } from "./suite.ts";

const TEXT = "“We lost,” she said: nobody said the town won.";
const EXPECTED = `-- direct asserted\nflags: none\nsource: she\ncue: said#1\ncontent: We lost`;

function caseOf(expectations: string): Case {
  const [first] = readCases("x.txt", `# Row 1: X\n# Y.\n== t\n${TEXT}\n${expectations}\n`).cases;
  if (first === undefined) throw new Error("no case");
  return first;
}

const at = (words: string, from = 0) => {
  const start = TEXT.indexOf(words, from);
  return { start, end: start + words.length };
};
const SHE: Statement = {
  id: "s1",
  kind: "direct",
  polarity: "asserted",
  parent: null,
  flags: [],
  score: 1,
  source: [at("she")],
  cue: [at("said")],
  content: [at("“We lost,”")],
};
const NESTED: Statement = {
  ...SHE,
  id: "s2",
  kind: "indirect",
  parent: "s1",
  source: [at("nobody")],
  cue: [at("said", 25)],
  content: [at("the town won")],
};

describe("a case passes", () => {
  test.each<[string, string, Statement[]]>([
    ["when all is as expected, marks apart", EXPECTED, [SHE]],
    ["when the cue has words more", EXPECTED, [{ ...SHE, cue: [at("she said")] }]],
    ["when a nested statement is not listed", EXPECTED, [SHE, NESTED]],
    ["when another reading is met", EXPECTED.replace("content: We lost", "content: We\nor: We lost"), [SHE]],
    ["when an optional statement is missing", `-- nothing\n-- optional direct\nsource: she\ncue: said#1\ncontent: We lost`, []],
    ["when an optional statement is there", `-- nothing\n-- optional direct\nsource: she\ncue: said#1\ncontent: We lost`, [SHE]],
    [
      "when a listed parent is met",
      `${EXPECTED}\n-- indirect\nsource: nobody\ncue: said#2\ncontent: the town won\nparent: 1`,
      [SHE, NESTED],
    ],
    ["when nothing is expected and found", "-- nothing", []],
  ])("%s", (_, expectations, found) => {
    expect(judge(caseOf(expectations), found)).toEqual([]);
  });
});

describe("a case fails", () => {
  test.each<[string, string, Statement[], RegExp]>([
    ["when a statement is missing", EXPECTED, [], /^missing: direct asserted source <she>/],
    ["when a statement is found that is not listed", EXPECTED, [SHE, { ...NESTED, parent: null }], /^not expected: indirect/],
    ["when a nested one is found in a strict case", `-- strict\n${EXPECTED}`, [SHE, NESTED], /^not expected: indirect/],
    ["when the source has a word too many", EXPECTED, [{ ...SHE, source: [at("she said")] }], /^missing/],
    ["when a source is expected and none found", EXPECTED, [{ ...SHE, source: [] }], /^missing/],
    ["when no source is expected and one found", EXPECTED.replace("source: she\n", ""), [SHE], /^missing/],
    ["when the cue lies elsewhere", EXPECTED, [{ ...SHE, cue: [at("won")] }], /^missing/],
    ["when the kind differs", EXPECTED, [{ ...SHE, kind: "mixed" }], /^s1: kind is mixed, expected direct$/],
    ["when the polarity differs", EXPECTED, [{ ...SHE, polarity: "denied" }], /^s1: polarity is denied, expected asserted$/],
    ["when a flag is too many", EXPECTED, [{ ...SHE, flags: ["partial"] }], /^s1: flags is partial, expected none$/],
    ["when a statement of the text is nested", EXPECTED, [{ ...SHE, parent: "s9" }], /^s1: parent is s9, expected none$/],
    ["when anything is found though nothing is expected", "-- nothing", [SHE], /^not expected: direct/],
  ])("%s", (_, expectations, found, complaint) => {
    expect(judge(caseOf(expectations), found).join("\n")).toMatch(complaint);
  });
});

test.each<[string, string, string[], readonly string[]]>([
  ["a failure that is not known", "01/new", ["missing"], ["missing"]],
  ["a known failure that passes", "01/known", [], ["01/known passes now: take it out of known-failures.json"]],
  ["no known failure that fails", "01/known", ["missing"], []],
  ["no case that passes", "01/new", [], []],
])("the suite is surprised by %s", (_, id, complaints, surprise) => {
  expect(surprises(id, complaints, new Set(["01/known"]))).toEqual(surprise);
});
