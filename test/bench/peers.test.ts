import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openConverter, type PeerAnswer } from "../../bench/peers/convert.ts";
import type { PeersReport } from "../../bench/peers/figures.ts";
import { costsTable } from "../../bench/peers/report.ts";
import type { Measured } from "../../bench/quality/measured.ts";
import { allTables, shortTables } from "../../bench/quality/tables.ts";

const converter = await openConverter();
const word = (form: string, xpos: string, relation: string, start = 0) => ({
  start,
  end: start + form.length,
  form,
  xpos,
  relation,
  upos: "",
  lemma: form,
  head: -1,
});

describe("what CoreNLP answers", () => {
  test.each([
    ["did", "VBD", "aux", "AUX"],
    ["did", "VBD", "root", "VERB"],
    ["n't", "RB", "advmod", "PART"],
    ["soon", "RB", "advmod", "ADV"],
    ["because", "IN", "mark", "SCONJ"],
    ["of", "IN", "case", "ADP"],
    ["to", "TO", "mark", "PART"],
    ["to", "TO", "case", "ADP"],
    ["that", "WDT", "nsubj", "PRON"],
    ["“", "``", "punct", "PUNCT"],
    ["?!", "unheard of", "dep", "X"],
  ])("%s tagged %s under %s is universally %s", (form, xpos, relation, upos) => {
    const answer: PeerAnswer = { id: "1", words: [word(form, xpos, relation)] };
    expect(converter.parse(answer, true).words[0]?.upos).toBe(upos);
    expect(converter.parse(answer, false).words[0]?.upos).toBe("");
  });

  test("is a name unless it is a pronoun, in the types of Universal NER", () => {
    const answer: PeerAnswer = {
      id: "1",
      words: [word("Lind", "NNP", "nsubj"), word("her", "PRP$", "nmod:poss", 5)],
      names: [
        { start: 0, end: 4, type: "PERSON" },
        { start: 5, end: 8, type: "PERSON" },
        { start: 9, end: 17, type: "CITY" },
        { start: 18, end: 24, type: "DATE" },
      ],
    };
    expect(converter.names(answer).map(({ start, type }) => [start, type])).toEqual([
      [0, "PER"],
      [9, "LOC"],
      [18, "DATE"],
    ]);
  });

  test("is an attribution without a cue, and without a source where it knows none; a text that it gave up on has none", () => {
    const quotes = [
      { start: 0, end: 9, speakerStart: 10, speakerEnd: 14 },
      { start: 20, end: 30 },
    ];
    expect(converter.attributions({ id: "1", quotes })).toEqual([
      { source: [[10, 14]], cue: [], content: [[0, 9]] },
      { source: [], cue: [], content: [[20, 30]] },
    ]);
    expect(converter.attributions({ id: "1", failed: "too long" })).toEqual([]);
  });
});

test("every requirement of the peers in Python is pinned exactly", () => {
  const lines = readFileSync(new URL("../../bench/peers/spacy/requirements.txt", import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  const pinned = lines.filter((line) => !line.startsWith("#"));
  expect(pinned.length).toBeGreaterThan(0);
  for (const line of pinned) expect(line).toMatch(/^[\w.-]+==\d+(\.\d+)+$/);
});

const peers: PeersReport["peers"] = [
  {
    name: "Parser 1",
    corpora: { "ewt-dev": { upos: 0.9 }, "gum-dev": { upos: 0.91 }, "uner-ewt-dev": { names: 0.6 } },
    wordsPerCpuSecond: 1234,
    peakMemoryBytes: 2 ** 30,
    remark: null,
  },
  { name: "Quoter 2", corpora: { "polnear-dev": { found: 0.3 } }, wordsPerCpuSecond: null, peakMemoryBytes: null, remark: null },
  { name: "Absent 3", corpora: {}, wordsPerCpuSecond: null, peakMemoryBytes: null, remark: "not run: no such package" },
];

describe("the tables", () => {
  const measured: Measured[] = [
    { corpus: "polnear-dev", figures: { found: 0.8467, "indirect, recall": 0.82 } },
    { corpus: "ewt-dev", figures: { upos: 0.951, las: 0.842 } },
  ];
  const told = { measured, readability: null, peers };
  const costs = costsTable({ digests: {}, peers, race: { articles: 21, rounds: 3, read: 5100, spacy: 4000 } });

  test.each([
    ["of docs/evaluation.md", allTables(told)],
    ["of the README", shortTables(told)],
    ["of costs", costs],
  ])("%s have as many cells in each row as in their head", (_, text) => {
    const tables = text.split("\n\n").filter((part) => part.startsWith("|"));
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) expect(new Set(table.split("\n").map((row) => row.split("|").length)).size).toBe(1);
  });
  test("have a peer where it was measured, and a dash where it was not", () => {
    expect(allTables(told)).toContain("| Quoter 2 | 30.0 | – | – | – | – | – |");
    expect(allTables(told)).toContain("| Parser 1 | – | – | 90.0 | – | – | – | – |");
    expect(allTables(told)).toContain("indirect statements 82.0 % are found, of those without a source – %");
    expect(shortTables(told)).toContain("| Parser 1 | 90.0 | – | 91.0 | – | 60.0 |");
  });
  test("say why a peer was not run, and how fast `read` was beside one", () => {
    expect(costs).toContain("| Absent 3 (not run: no such package) | – | – |");
    expect(costs).toContain("| Parser 1 | 1,234 | 1.0 |");
    expect(costs).toContain("`read` 5,100 words a CPU second");
  });
});
