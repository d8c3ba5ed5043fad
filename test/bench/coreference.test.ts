import * as fc from "fast-check";
import { expect, test } from "vitest";
import { heaviestMatching } from "../../bench/quality/coreference/matching.ts";
import { countChains, scoreChains } from "../../bench/quality/coreference/score.ts";

const chains = (text: string): string[][] => text.split(" ").map((chain) => chain.split(""));
const scored = (gold: string, answer: string) => scoreChains([countChains(chains(gold), chains(answer))]);

/* Worked by hand from the definitions. */
test.each([
  ["the same", "abc de", "abc de", { muc: 1, b3: 1, ceafe: 1 }],
  ["nothing", "abc de", "x y", { muc: 0, b3: 0, ceafe: 0 }],
  ["two chains run together", "ab cd", "abcd", { muc: 0.8, b3: 2 / 3, ceafe: (2 * (2 / 3) * (1 / 3)) / 1 }],
  ["one chain taken apart", "abcd", "ab cd", { muc: 0.8, b3: 2 / 3, ceafe: (2 * (2 / 3) * (1 / 3)) / 1 }],
  ["a chain of one counts on neither side", "ab c", "ab d", { muc: 1, b3: 1, ceafe: 1 }],
])("%s", (_, gold, answer, expected) => {
  const { muc, b3, ceafe, conll } = scored(gold, answer);
  expect(muc.f1).toBeCloseTo(expected.muc, 10);
  expect(b3.f1).toBeCloseTo(expected.b3, 10);
  expect(ceafe.f1).toBeCloseTo(expected.ceafe, 10);
  expect(conll).toBeCloseTo((expected.muc + expected.b3 + expected.ceafe) / 3, 10);
});

test("the matching is as heavy as the heaviest of all orders", () => {
  const row = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (weights) => {
      const best = (at: number, used: number): number => {
        const own = weights[at];
        if (own === undefined) return 0;
        return Math.max(
          best(at + 1, used),
          ...own.map((weight, column) => (used & (1 << column) ? 0 : weight + best(at + 1, used | (1 << column)))),
        );
      };
      expect(heaviestMatching(weights)).toBeCloseTo(best(0, 0), 10);
    }),
  );
});

test("to exchange gold and answer exchanges precision and recall", () => {
  const partition = fc
    .array(fc.constantFrom("k", "l", "m", "-"), { minLength: 8, maxLength: 8 })
    .map((marks) => ["k", "l", "m"].map((mark) => marks.flatMap((one, i) => (one === mark ? [String(i)] : []))));
  fc.assert(
    fc.property(partition, partition, (a, b) => {
      const [there, back] = [scoreChains([countChains(a, b)]), scoreChains([countChains(b, a)])];
      for (const measure of ["muc", "b3", "ceafe"] as const) {
        expect(there[measure].precision).toBeCloseTo(back[measure].recall, 10);
        expect(there[measure].f1).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});
