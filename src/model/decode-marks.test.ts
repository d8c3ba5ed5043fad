import { describe, expect, test } from "vitest";
import { decodeMarks, type MarkedGroup } from "./decode-marks.ts";
import { LABELS } from "./manifest.ts";
import { ScoredText, type WindowScores } from "./scores.ts";
import type { PairTable } from "./tables.ts";
import { bestWindows } from "./windows.ts";

/** A head that wants the five pair labels as much as a word's own columns and the cue's together say. */
const WIDTH = 1;
const table: PairTable = { distance: new Float64Array(40), weight: new Float64Array(5), bias: new Float64Array(5), width: WIDTH };
/** Columns: tags, then pair columns that stay nought, then five labels for the word and five for the cue. */
const columns = {
  tags: [0, 7],
  pairToken: [7, 1],
  pairTokenLabel: [8, 5],
  pairCue: [13, 1],
  pairCueLabel: [14, 5],
  inner: [0, 7],
} as const;
const ROW = 19;
const decoding = {
  cueBias: 0,
  pairWeight: 0.5,
  sourceThreshold: 0.3,
  contentThreshold: 0.5,
  mentionThreshold: 0,
  noNameBias: 0,
  otherNameBias: 0,
};

const PAIR = ["O", "B-source", "I-source", "B-content", "I-content"];
/** How sure the made-up model is (score units). */
const SURE = 8;

/** One word: its tag, and what it would be to any cue (its own tag unless said otherwise). */
type Word = readonly [tag: (typeof LABELS)[number], pair?: string];

function row([tag, pair = tag]: Word): number[] {
  const tags = LABELS.map((label) => (label === tag ? SURE : 0));
  const wanted = PAIR.includes(pair) ? pair : "O";
  const labels = PAIR.map((label) => (label === wanted ? SURE : 0));
  return [...tags, 0, ...labels, 0, ...PAIR.map(() => 1)];
}

const windowOf = (words: readonly Word[], firstWord = 0): WindowScores => ({
  firstWord,
  endWord: firstWord + words.length,
  values: Float32Array.from(words.flatMap(row)),
  rows: Int32Array.from(words, (_, word) => word * ROW),
});

function decode(windows: readonly WindowScores[], words: number): MarkedGroup[] {
  const scored = new ScoredText(bestWindows(windows, words), ROW);
  for (const [number, window] of windows.entries()) scored.set(number, window);
  return decodeMarks(scored, words, columns, "tags", table, decoding);
}

const shown = (groups: readonly MarkedGroup[]): string[] =>
  groups.map(({ cue, sources, contents }) =>
    [sources, cue === undefined ? [] : [cue], contents]
      .map((runs) => runs.map(({ first, end }) => `${first}–${end}`).join(" "))
      .join(" | "),
  );

const SAID: readonly Word[] = [["B-source"], ["I-source"], ["B-cue"], ["B-content"], ["I-content"], ["O"]];

describe("decoding", () => {
  test("links a cue, its source and its content", () => {
    expect(shown(decode([windowOf(SAID)], SAID.length))).toEqual(["0–2 | 2–3 | 3–5"]);
  });
  test("gives runs that the model is sure of a score near one", () => {
    const [group] = decode([windowOf(SAID)], SAID.length);
    for (const run of [...(group?.sources ?? []), ...(group?.contents ?? [])]) expect(run.score).toBeGreaterThan(0.99);
  });
  test("marks nothing where the model marks nothing", () => {
    const words: Word[] = [["O"], ["O"], ["O"]];
    expect(decode([windowOf(words)], words.length)).toEqual([]);
  });
  test("marks nothing in an empty text", () => {
    expect(decode([], 0)).toEqual([]);
  });
  test("leaves a content that no cue claims in a group of its own", () => {
    const words: Word[] = [["B-content"], ["I-content"], ["O"]];
    expect(shown(decode([windowOf(words)], words.length))).toEqual([" |  | 0–2"]);
  });
  test("never links a source that the cue does not want", () => {
    const words: Word[] = [["B-source", "O"], ["B-cue"], ["B-content"], ["I-content"]];
    expect(shown(decode([windowOf(words)], words.length))).toEqual([" | 1–2 | 2–4"]);
  });
  test("reads a word of two windows where it stands further from a cut", () => {
    const cut: Word[] = [...SAID.slice(0, 4), ["O", "I-content"]];
    expect(shown(decode([windowOf(cut)], cut.length))).toEqual(["0–2 | 2–3 | 3–4"]);
    expect(shown(decode([windowOf(cut), windowOf(SAID.slice(2), 2)], SAID.length))).toEqual(["0–2 | 2–3 | 3–5"]);
  });
});
