import { expect, test } from "vitest";
import { compareToFloors, type Floors, pinned } from "../../bench/quality/floors.ts";
import type { Measured } from "../../bench/quality/measured.ts";

const floors: Floors = {
  tolerance: 0.002,
  full: { "ewt-dev": { digest: "these bytes", figures: { las: 0.84, upos: 0.95 } } },
  sample: {},
};
const measured = (las: number): Measured[] => [{ corpus: "ewt-dev", figures: { las, upos: 0.95 } }];
const theseBytes = (): string => "these bytes";
const otherBytes = (): string => "other bytes";

test.each([
  ["a figure on its floor", 0.84, []],
  ["one below it by less than machines differ", 0.8385, []],
  ["one below it", 0.837, ["ewt-dev: las"]],
])("the floors see %s", (_, las, below) => {
  const { rows, foreign } = compareToFloors(floors, "full", measured(las), theseBytes);
  expect(rows.filter(({ isBelow }) => isBelow).map(({ name }) => name)).toEqual(below);
  expect(foreign).toEqual([]);
});

test("floors count for the files that they were pinned on, and say so elsewhere", () => {
  const { rows, foreign } = compareToFloors(floors, "full", measured(0.1), otherBytes);
  expect(rows.map(({ floor, isBelow }) => [floor, isBelow])).toEqual([
    [null, false],
    [null, false],
  ]);
  expect(foreign).toEqual(["ewt-dev"]);
});

test("a sample has floors of its own", () => {
  expect(compareToFloors(floors, "sample", measured(0.1), theseBytes)).toMatchObject({
    rows: [{ floor: null }, { floor: null }],
    foreign: [],
  });
});

test("a sample has too few statements of rare kinds to hold them", () => {
  const rare: Measured[] = [{ corpus: "polnear-dev", figures: { found: 0.8, "no cue, recall": 0.5 } }];
  const names = (part: "full" | "sample"): string[] => compareToFloors(floors, part, rare, theseBytes).rows.map(({ name }) => name);
  expect(names("full")).toEqual(["polnear-dev: found", "polnear-dev: no cue, recall"]);
  expect(names("sample")).toEqual(["polnear-dev: found"]);
});

test.each([
  ["raised by a better figure", 0.86, false, 0.86],
  ["kept by a worse one", 0.8, false, 0.84],
  ["lowered only when told so", 0.8, true, 0.8],
])("a floor is %s", (_, las, mayLower, floor) => {
  expect(pinned(floors, "full", measured(las), theseBytes, mayLower).full["ewt-dev"]?.figures["las"]).toBe(floor);
});

test("a floor of other files is replaced, and figures that only explain have none", () => {
  const figures = { body: 0.98, precision: 0.5 };
  const next = pinned(floors, "full", [...measured(0.5), { corpus: "pages", figures }], otherBytes, false);
  expect(next.full["ewt-dev"]).toEqual({ digest: "other bytes", figures: { las: 0.5, upos: 0.95 } });
  expect(next.full.pages?.figures).toEqual({ body: 0.98 });
});
