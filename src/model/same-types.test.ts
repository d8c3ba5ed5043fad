import { expect, test } from "vitest";
import { agreedTypes } from "./same-types.ts";

const of = (...chances: number[]): Float64Array => Float64Array.from(chances);

test("what is called alike is of the type that most of it is of", () => {
  const sure = of(0.9, 0.1);
  expect(
    agreedTypes([
      { key: "port", chances: sure },
      { key: "port", chances: sure },
      { key: "port", chances: of(0.4, 0.6) },
    ]),
  ).toEqual([0, 0, 0]);
});

test("what goes by itself, or is called otherwise, keeps its own", () => {
  const typed = agreedTypes([
    { key: "port", chances: of(0.9, 0.1) },
    { key: undefined, chances: of(0.4, 0.6) },
    { key: "pier", chances: of(0.3, 0.7) },
  ]);
  expect(typed).toEqual([0, 1, 1]);
});

test("a place's own scores still count: the sure one stays among the doubtful", () => {
  const doubtful = of(0.52, 0.48);
  expect(
    agreedTypes([
      { key: "port", chances: doubtful },
      { key: "port", chances: doubtful },
      { key: "port", chances: of(0.001, 0.999) },
    ]),
  ).toEqual([1, 1, 1]);
});

test("nothing gives nothing", () => expect(agreedTypes([])).toEqual([]));
