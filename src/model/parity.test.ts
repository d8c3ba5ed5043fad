import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { diskResources } from "../desk/disk-resources.ts";
import { nodeRuntime } from "../desk/onnx-node.ts";
import { loadReader } from "./reader.ts";

/** What the model's makers computed for one text; origin: `./train/run parity`. */
interface Example {
  readonly text: string;
  readonly ids: readonly number[];
  readonly feat: readonly number[];
  readonly words: readonly (readonly [number, number])[];
  readonly firstPiece: readonly number[];
  /** Tag scores, words × labels. */
  readonly marks: readonly (readonly number[])[];
}

/** Rounding of int8 weights differs between machines (score units). */
const TOLERANCE = 0.01;

const example = JSON.parse(readFileSync(new URL("reader.parity.json", import.meta.url), "utf8")) as Example;
const reader = await loadReader(diskResources(), nodeRuntime(), "models/en/reader");
const prepared = reader.prepare(example.text);
afterAll(() => reader.close());

test("words, pieces and features of the example are those that the model was made with", () => {
  const [window] = prepared.windows;
  expect(prepared.windows).toHaveLength(1);
  expect(prepared.words.map(({ start, end }) => [start, end])).toEqual(example.words);
  expect(Array.from(window?.ids ?? [], Number)).toEqual(example.ids);
  expect(Array.from(window?.features ?? [], Number)).toEqual(example.feat);
  expect(Array.from(window?.firstPieces ?? [])).toEqual(example.firstPiece);
});

test("the model gives the example's tag scores", async () => {
  const [window] = prepared.windows;
  if (window === undefined) throw new Error("the example has no window");
  const { values, rows } = await reader.score(window);
  const [first, count] = reader.manifest.columns.tags;
  example.marks.forEach((scores, word) => {
    const found = Array.from(values.subarray((rows[word] ?? 0) + first, (rows[word] ?? 0) + first + count));
    expect(Math.max(...scores.map((score, label) => Math.abs(score - (found[label] ?? Number.NaN))))).toBeLessThan(TOLERANCE);
  });
});

test("a long text's windows hold every word, with its pieces where they are said to begin", () => {
  const long = reader.prepare(`${example.text}\n`.repeat(30));
  expect(long.windows.length).toBeGreaterThan(1);
  for (const { firstWord, endWord, ids, features, firstPieces } of long.windows) {
    expect(firstPieces).toHaveLength(endWord - firstWord);
    expect(features).toHaveLength(ids.length);
    expect([Number(ids[0]), Number(ids.at(-1))]).toEqual([101, 102]);
    for (const [at, piece] of firstPieces.entries())
      expect(Number(ids[piece])).toBe(example.ids[example.firstPiece[(firstWord + at) % example.words.length] ?? -1]);
  }
});
