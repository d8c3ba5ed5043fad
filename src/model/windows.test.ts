import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bestWindows, cutWindows } from "./windows.ts";

const pieces = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 300 });
/** No word is larger than what a window has beside its overlap. */
const measure = fc.integer({ min: 7, max: 60 }).chain((size) => fc.record({ size: fc.constant(size), overlap: fc.nat(size - 6) }));
const lineStarts = fc.array(fc.constantFrom(0, 0, 0, 0, 1), { minLength: 300, maxLength: 300 });
const total = (list: readonly number[]): number => list.reduce((sum, count) => sum + count, 0);

test("every word stands in some window; windows go forward, meet, and are no larger than asked for", () => {
  fc.assert(
    fc.property(pieces, lineStarts, measure, (list, starts, { size, overlap }) => {
      const windows = cutWindows({ pieces: list, lineStarts: starts.slice(0, list.length) }, size, overlap);
      expect(windows[0]?.firstWord ?? 0).toBe(0);
      expect(windows.at(-1)?.endWord ?? 0).toBe(list.length);
      windows.forEach(({ firstWord, endWord }, index) => {
        const before = windows[index - 1];
        expect(endWord).toBeGreaterThan(firstWord);
        expect(total(list.slice(firstWord, endWord))).toBeLessThanOrEqual(size);
        if (before === undefined) return;
        expect(firstWord).toBeGreaterThan(before.firstWord);
        expect(firstWord).toBeLessThanOrEqual(before.endWord);
        expect(endWord).toBeGreaterThan(before.endWord);
        expect(total(list.slice(firstWord, before.endWord))).toBeLessThanOrEqual(overlap);
      });
    }),
  );
});

test("windows share as many words as the overlap allows", () => {
  expect(cutWindows({ pieces: [1, 1, 1, 1, 1, 1, 1, 1], lineStarts: [] }, 4, 2)).toEqual([
    { firstWord: 0, endWord: 4 },
    { firstWord: 2, endWord: 6 },
    { firstWord: 4, endWord: 8 },
  ]);
});

test("a window ends with a line when it is then full enough, and shares nothing", () => {
  const lineStarts = [1, 0, 0, 1, 0, 0, 1, 0, 0];
  expect(cutWindows({ pieces: [1, 1, 1, 1, 1, 1, 1, 1, 1], lineStarts }, 4, 2)).toEqual([
    { firstWord: 0, endWord: 3 },
    { firstWord: 3, endWord: 6 },
    { firstWord: 6, endWord: 9 },
  ]);
  expect(cutWindows({ pieces: [1, 1, 1, 1, 1, 1], lineStarts: [1, 0, 1, 0, 0, 0] }, 4, 1)).toEqual([
    { firstWord: 0, endWord: 4 },
    { firstWord: 3, endWord: 6 },
  ]);
});

test("a word larger than a window has a window of its own", () => {
  expect(cutWindows({ pieces: [1, 9, 1], lineStarts: [] }, 4, 2).some(({ firstWord, endWord }) => firstWord === 1 && endWord === 2)).toBe(
    true,
  );
});

test("a word is read in a window that holds it, and in no other is it further from a cut", () => {
  fc.assert(
    fc.property(pieces, lineStarts, measure, (list, starts, { size, overlap }) => {
      const windows = cutWindows({ pieces: list, lineStarts: starts.slice(0, list.length) }, size, overlap);
      const distance = (word: number, { firstWord, endWord }: { firstWord: number; endWord: number }): number =>
        Math.min(firstWord === 0 ? list.length : word - firstWord, endWord === list.length ? list.length : endWord - 1 - word);
      bestWindows(windows, list.length).forEach((best, word) => {
        const holding = windows.filter(({ firstWord, endWord }) => firstWord <= word && word < endWord);
        const chosen = windows[best] ?? { firstWord: -1, endWord: -1 };
        expect(holding).toContain(chosen);
        expect(distance(word, chosen)).toBe(Math.max(...holding.map((window) => distance(word, window))));
      });
    }),
  );
});
