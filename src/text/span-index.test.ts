import * as fc from "fast-check";
import { expect, test } from "vitest";
import { overlaps } from "./span.ts";
import { indexSpans, SpanIndex } from "./span-index.ts";
import { firstEndingAfter, lastStartingAt, spanAt, spansOver } from "./span-search.ts";

const span = fc.tuple(fc.nat(2_000), fc.nat(600)).map(([start, length]) => ({ start, end: start + length }));
const spans = fc.array(span, { maxLength: 30 });
/** Spans in order, side by side, some with gaps between them. */
const apart = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 9 })), { maxLength: 20 }).map((steps) => {
  let at = 0;
  return steps.map(([gap, length]) => {
    const start = at + gap;
    at = start + length;
    return { start, end: at };
  });
});

test("an index finds what looking at every span finds", () => {
  fc.assert(
    fc.property(spans, span, (all, place) => {
      const expected = all.flatMap((one, number) => (overlaps(one, place) ? [number] : []));
      expect(indexSpans(all).touching(place)).toEqual(expected);
      expect(indexSpans(all).touches(place)).toBe(expected.length > 0);
    }),
  );
});

test("a span that was taken out is not found again", () => {
  const index = new SpanIndex();
  const entry = index.add({ start: 100, end: 900 }, 7);
  index.add({ start: 200, end: 300 }, 8);
  entry.removed = true;
  expect(index.touching({ start: 0, end: 1_000 })).toEqual([8]);
  expect(index.touches({ start: 400, end: 500 })).toBe(false);
});

test("searching spans side by side finds what looking at every one finds", () => {
  fc.assert(
    fc.property(apart, fc.nat(120), fc.integer({ min: 1, max: 40 }), (all, start, length) => {
      const place = { start, end: start + length };
      const ending = all.findIndex(({ end }) => end > start);
      expect(firstEndingAfter(all, start)).toBe(ending < 0 ? all.length : ending);
      expect(lastStartingAt(all, start)).toEqual(all.findLast((one) => one.start <= start));
      expect(spanAt(all, start)).toEqual(all.find((one) => one.start <= start && start < one.end));
      expect(spansOver(all, place)).toEqual(all.filter((one) => overlaps(one, place)));
    }),
  );
});
