import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bestTree } from "./best-tree.ts";

const scoresFor = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      scores: fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: count * (count + 1), maxLength: count * (count + 1) }),
    }),
  );

function headsOf(scores: readonly number[], count: number): number[] {
  const heads = new Int32Array(count);
  bestTree(Float64Array.from(scores), count, heads);
  return [...heads];
}

const isTree = (heads: readonly number[]): boolean =>
  heads.filter((head) => head === -1).length === 1 &&
  heads.every((_, word) => {
    let at = word;
    for (let steps = 0; at !== -1 && steps <= heads.length; steps++) at = heads[at] ?? -1;
    return at === -1;
  });

/** Every choice of heads for so many words. */
const choices = (words: number, count: number): number[][] =>
  words === 0 ? [[]] : choices(words - 1, count).flatMap((rest) => Array.from({ length: count + 1 }, (_, head) => [...rest, head - 1]));

test("whatever the scores, there is one root and no circle", () => {
  fc.assert(fc.property(scoresFor(30), ({ count, scores }) => isTree(headsOf(scores, count))));
});

test("of all trees of a few words the best one is found", () => {
  fc.assert(
    fc.property(scoresFor(4), ({ count, scores }) => {
      const total = (heads: readonly number[]): number =>
        heads.reduce((all, head, word) => all + (scores[word * (count + 1) + (head === -1 ? count : head)] ?? Number.NaN), 0);
      const best = Math.max(...choices(count, count).filter(isTree).map(total));
      expect(total(headsOf(scores, count))).toBeCloseTo(best, 6);
    }),
    { numRuns: 60 },
  );
});

test("circles within circles are opened", () => {
  // Words 0 and 1 want each other, 2 and 3 want each other, both pairs want the other pair, and the root is far from all.
  const want = (...heads: number[]): number[] => Array.from({ length: 5 }, (_, head) => (head === 4 ? -9 : (heads[head] ?? 0)));
  expect(isTree(headsOf([...want(0, 9, 5, 1), ...want(9, 0, 1, 1), ...want(1, 5, 0, 9), ...want(1, 1, 9, 0)], 4))).toBe(true);
});

test("a word on its own is the root, and no words have no heads", () => {
  expect([headsOf([0, -5], 1), headsOf([], 0)]).toEqual([[-1], []]);
});
