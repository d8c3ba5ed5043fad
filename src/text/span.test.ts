import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bySpan, contains, hull, overlaps, slice, trimSpan } from "./span.ts";

const span = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));

describe("two spans", () => {
  test.each([
    ["side by side", [0, 4], [4, 8], false, false],
    ["that share a unit", [0, 5], [4, 8], true, false],
    ["one inside the other", [0, 8], [4, 8], true, true],
    ["the same", [4, 8], [4, 8], true, true],
  ])("%s", (_, [a = 0, b = 0], [c = 0, d = 0], shared, inside) => {
    expect(overlaps({ start: a, end: b }, { start: c, end: d })).toBe(shared);
    expect(contains({ start: a, end: b }, { start: c, end: d })).toBe(inside);
  });
});

test("spans sort by start, the longer first", () => {
  const [late, long, short] = [
    { start: 2, end: 3 },
    { start: 0, end: 9 },
    { start: 0, end: 2 },
  ];
  expect([late, short, long].sort(bySpan)).toEqual([long, short, late]);
});

test("the hull holds every span and nothing smaller does", () => {
  fc.assert(
    fc.property(fc.array(span, { minLength: 1 }), (spans) => {
      const all = hull(spans) ?? { start: -1, end: -1 };
      expect(spans.every((one) => contains(all, one))).toBe(true);
      expect(spans.some(({ start }) => start === all.start) && spans.some(({ end }) => end === all.end)).toBe(true);
    }),
  );
  expect(hull([])).toBeUndefined();
});

test("the hull of very many spans is found", () => {
  expect(hull(Array.from({ length: 300_000 }, (_, start) => ({ start, end: start + 1 })))).toEqual({ start: 0, end: 300_000 });
});

test("a trimmed span lies in the span, has no white space at its ends, and leaves only white space out", () => {
  const text = fc.array(fc.constantFrom("a", "é", " ", "\n", "\u00a0", "\u2003"), { maxLength: 20 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (words) => {
      const trimmed = trimSpan(words, { start: 0, end: words.length });
      expect(trimmed === undefined ? "" : slice(words, trimmed)).toBe(words.trim());
    }),
  );
});
