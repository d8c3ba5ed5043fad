import { expect, test } from "vitest";
import { agreedTypes } from "./same-types.ts";

const logs = (...chances: number[]): Float64Array => Float64Array.from(chances, Math.log);

test("what is called alike is of the type that most of it is of", () => {
  const sure = logs(0.9, 0.1);
  expect(
    agreedTypes([
      { key: "port", scores: sure },
      { key: "port", scores: sure },
      { key: "port", scores: logs(0.4, 0.6) },
    ]),
  ).toEqual([0, 0, 0]);
});

test("what goes by itself, or is called otherwise, keeps its own", () => {
  const typed = agreedTypes([
    { key: "port", scores: logs(0.9, 0.1) },
    { key: undefined, scores: logs(0.4, 0.6) },
    { key: "pier", scores: logs(0.3, 0.7) },
  ]);
  expect(typed).toEqual([0, 1, 1]);
});

test("a place's own scores still count: the sure one stays among the doubtful", () => {
  const doubtful = logs(0.52, 0.48);
  expect(
    agreedTypes([
      { key: "port", scores: doubtful },
      { key: "port", scores: doubtful },
      { key: "port", scores: logs(0.001, 0.999) },
    ]),
  ).toEqual([1, 1, 1]);
});

test("nothing gives nothing", () => expect(agreedTypes([])).toEqual([]));
