import { describe, expect, test } from "vitest";
import { resourcesOf } from "../../test/support/resources.ts";
import { diskResources } from "../desk/disk-resources.ts";
import { sha256Hex } from "../text/digest.ts";
import { LABELS, type ReaderManifest, readManifest, readModelFile } from "./manifest.ts";
import { readTables } from "./tables.ts";
import { readTails } from "./tails.ts";

const read = (manifest: string) => readManifest(resourcesOf({ "m/manifest.json": manifest }), "m");

const file = { path: "v.txt", sha256: sha256Hex("abc") };
const labels = {
  tags: LABELS,
  inner: LABELS,
  upos: ["NOUN"],
  xpos: ["NN"],
  lemma: ["k|0|"],
  feats: ["_"],
  split: ["B", "I", "B1"],
  sentence: ["inside", "last"],
  names: ["O", "B-place", "I-place"],
  relation: ["root", "obj"],
  types: ["place"],
  forms: ["named"],
};
const widths = {
  tags: 7,
  inner: 7,
  upos: 1,
  xpos: 1,
  lemma: 1,
  feats: 1,
  split: 3,
  sentence: 2,
  names: 3,
  pairToken: 2,
  pairCue: 2,
  pairTokenLabel: 5,
  pairCueLabel: 5,
  arcDependent: 2,
  arcHead: 2,
  arcBias: 1,
  arcRoot: 1,
  relationDependent: 2,
  relationHead: 2,
  spanFirst: 2,
  spanLast: 2,
  typeFirst: 2,
  typeLast: 2,
  typeInside: 2,
};
const columnsOf = (some: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(some).map(([group, width]) => [group, [0, width]]));
const whole = {
  format: "reader/2",
  name: "n",
  version: "1",
  files: { model: file, vocabulary: file, tables: file, tails: file },
  pieces: { kind: "wordpiece-uncased", start: 101, end: 102 },
  window: { size: 382, overlap: 128 },
  labels,
  columns: columnsOf(widths),
  decoding: { cueBias: 0, pairWeight: 1, sourceThreshold: 0, contentThreshold: 0, mentionThreshold: 0, noNameBias: 0, otherNameBias: 0 },
};
const changed = (change: object): string => JSON.stringify({ ...whole, ...change });
const labelled = (change: object): string => changed({ labels: { ...labels, ...change } });
const wide = (change: Readonly<Record<string, number>>): string => changed({ columns: columnsOf({ ...widths, ...change }) });

test("a manifest that lacks nothing is read", async () => {
  expect(await read(changed({}))).toEqual(JSON.parse(changed({})));
});

describe("a manifest is refused when", () => {
  test.each([
    ["it is no JSON", "{", /manifest\.json: not valid JSON/],
    ["it is nothing", "null", /format undefined is not reader\/2/],
    ["it is of another format", changed({ format: "reader/1" }), /format reader\/1 is not reader\/2/],
    ["it has nothing but a format", JSON.stringify({ format: "reader/2" }), /the file model is not named/],
    ["a file has no digest", changed({ files: { ...whole.files, tails: { path: "t" } } }), /the file tails is not named with its sha256/],
    ["a setting is missing", changed({ decoding: { cueBias: 0 } }), /decoding\.pairWeight is no number/],
    ["it has no window", changed({ window: { size: 3 } }), /window's size and overlap/],
    ["it does not number its pieces", changed({ pieces: {} }), /pieces at a window's ends/],
    ["it has no labels", changed({ labels: {} }), /labels\.tags is no list/],
    ["labels are no list", labelled({ upos: "NOUN" }), /labels\.upos is no list/],
    ["its marks are others", labelled({ tags: ["O", "B-cue"] }), /labels\.tags are O, B-cue, not O, B-source/],
    ["its inner marks are others", labelled({ inner: ["O"] }), /labels\.inner are O, not/],
    ["its sentences have other labels", labelled({ sentence: ["last"] }), /labels\.sentence are last, not inside, last/],
    ["a name begins nowhere", labelled({ names: ["O", "I-place"] }), /labels\.names does not list every I- behind its B-/],
    ["a token is split in an unknown way", labelled({ split: ["B", "I", "X1"] }), /labels\.split has X1/],
    ["no relation is the root", labelled({ relation: ["obj"] }), /labels\.relation has no root/],
    ["it has no columns", changed({ columns: {} }), /columns\.tags is no first column and width/],
    ["a group has no columns", changed({ columns: { ...whole.columns, arcRoot: undefined } }), /columns\.arcRoot is no first column/],
    ["a group's columns are not its labels", wide({ upos: 2 }), /columns\.upos has 2 columns, not 1, one a label/],
    ["cues are as wide as no word", wide({ pairCue: 3 }), /columns\.pairCue has 3 columns, not 2, as many as pairToken/],
    ["heads are wider than dependents", wide({ arcHead: 3 }), /columns\.arcHead has 3 columns, not 2, as many as arcDependent/],
    ["there are two biases", wide({ arcBias: 2 }), /columns\.arcBias has 2 columns, not 1, a single one/],
    ["pairs are not by five", wide({ pairTokenLabel: 4, pairCueLabel: 4 }), /pairTokenLabel has 4 columns/],
  ])("%s", async (_, manifest, message) => {
    await expect(read(manifest)).rejects.toMatchObject({ code: "E_MANIFEST", message: expect.stringMatching(message) });
  });
  test("there is none", async () => {
    await expect(readManifest(resourcesOf({}), "m")).rejects.toMatchObject({ code: "E_RESOURCE" });
  });
});

describe("a model's file", () => {
  const manifest = (sha256: string): ReaderManifest =>
    ({ ...whole, files: { tails: { path: "v.txt", sha256 } } }) as unknown as ReaderManifest;
  test("is given when its digest fits", async () => {
    const bytes = await readModelFile(resourcesOf({ "m/v.txt": "abc" }), "m", manifest(sha256Hex("abc")), "tails");
    expect(new TextDecoder().decode(bytes)).toBe("abc");
  });
  test("is refused when it has changed, with both digests", async () => {
    const reading = readModelFile(resourcesOf({ "m/v.txt": "abd" }), "m", manifest(sha256Hex("abc")), "tails");
    await expect(reading).rejects.toMatchObject({
      code: "E_DIGEST",
      message: `m/v.txt: expected sha256 ${sha256Hex("abc")}, found ${sha256Hex("abd")}`,
    });
  });
});

describe("the tables", () => {
  const numbers = (count: number): number[] => Array.from({ length: count }, () => 1);
  const rows = (count: number, width: number): number[][] => Array.from({ length: count }, () => numbers(width));

  const tables = {
    pair: {
      distance: rows(40, 2),
      weight: [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
        [9, 10],
      ],
      bias: numbers(5),
    },
    arc: { distance: numbers(40), scale: 0.5 },
    relation: { distance: rows(40, 2), weight: rows(2, 2), bias: numbers(2) },
    span: { width: numbers(20), scale: 0.5 },
    type: { weight: rows(2, 2), bias: numbers(2) },
  };
  const readThem = (some: object) => readTables(JSON.stringify(some), whole as unknown as ReaderManifest);
  test("are read, those of a pair's labels side by side", () => {
    expect(Array.from(readThem(tables).pair.weight)).toEqual([1, 3, 5, 7, 9, 2, 4, 6, 8, 10]);
  });
  test.each([
    ["one is missing", { ...tables, arc: undefined }, /arc\.distance is not 40 numbers/],
    ["a row is too short", { ...tables, pair: { ...tables.pair, distance: rows(40, 1) } }, /pair\.distance is not 40 × 2 numbers/],
    ["a row is missing", { ...tables, relation: { ...tables.relation, weight: rows(1, 4) } }, /relation\.weight is not 2 × 2 numbers/],
    ["something is no number", { ...tables, span: { ...tables.span, width: numbers(20).map(String) } }, /span\.width is not 20 numbers/],
    ["a scale is missing", { ...tables, span: { width: numbers(20) } }, /span\.scale is no number/],
  ])("are refused when %s", (_, some, message) => {
    expect(() => readThem(some)).toThrow(expect.objectContaining({ code: "E_MANIFEST", message: expect.stringMatching(message) }));
  });
  test("are refused when they are no JSON", () => {
    expect(() => readTables("{", whole as unknown as ReaderManifest)).toThrow(expect.objectContaining({ code: "E_MANIFEST" }));
  });
});

describe("the tails", () => {
  test("are read by their form", () => {
    const tail = readTails(JSON.stringify({ not: ["PART", "RB", "=not", "_", "advmod", "front-head"] })).get("not");
    expect([tail?.upos, tail?.lemma("Not"), tail?.place]).toEqual(["PART", "not", "front-head"]);
  });
  test.each([
    ["they are no JSON", "{"],
    ["one is too short", JSON.stringify({ not: ["PART"] })],
    ["a lemma rule has no meaning", JSON.stringify({ not: ["PART", "RB", "?", "_", "advmod", "front"] })],
    ["a head stands nowhere", JSON.stringify({ not: ["PART", "RB", "=not", "_", "advmod", "above"] })],
  ])("are refused when %s", (_, json) => expect(() => readTails(json)).toThrow(expect.objectContaining({ code: "E_MANIFEST" })));
});

test("the English reader's manifest is one that this version reads", async () => {
  expect((await readManifest(diskResources(), "models/en/reader")).name).toBe("en/reader");
});
