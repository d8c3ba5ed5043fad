import { describe, expect, test } from "vitest";
import { decode, type MarkedGroup, type WindowScores } from "./decode.ts";
import { LABELS, type ReaderManifest } from "./manifest.ts";
import { distanceBucket, type PairHead } from "./pair-head.ts";

/** A head that wants the five pair labels as much as a word's own columns and the cue's together say. */
const WIDTH = 1;
const head: PairHead = { distance: new Float32Array(40), weight: new Float32Array(5), bias: new Float32Array(5), width: WIDTH };
/** Columns: tags, then pair columns that stay nought, then five labels for the word and five for the cue. */
const columns = { tags: [0, 7], pairToken: [7, 1], pairTokenLabel: [8, 5], pairCue: [13, 1], pairCueLabel: [14, 5] } as const;
const ROW = 19;
const manifest = {
  labels: LABELS,
  columns,
  decoding: { cueBias: 0, pairWeight: 0.5, sourceThreshold: 0.3, contentThreshold: 0.5 },
} as unknown as ReaderManifest;

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
  rows: Float32Array.from(words.flatMap(row)),
  width: ROW,
});

const shown = (groups: readonly MarkedGroup[]): string[] =>
  groups.map(({ cue, sources, contents }) =>
    [sources, cue === undefined ? [] : [cue], contents]
      .map((runs) => runs.map(({ first, end }) => `${first}–${end}`).join(" "))
      .join(" | "),
  );

const SAID: readonly Word[] = [["B-source"], ["I-source"], ["B-cue"], ["B-content"], ["I-content"], ["O"]];

describe("decoding", () => {
  test("links a cue, its source and its content", () => {
    expect(shown(decode([windowOf(SAID)], SAID.length, head, manifest))).toEqual(["0–2 | 2–3 | 3–5"]);
  });
  test("gives runs that the model is sure of a score near one", () => {
    const [group] = decode([windowOf(SAID)], SAID.length, head, manifest);
    for (const run of [...(group?.sources ?? []), ...(group?.contents ?? [])]) expect(run.score).toBeGreaterThan(0.99);
  });
  test("marks nothing where the model marks nothing", () => {
    const words: Word[] = [["O"], ["O"], ["O"]];
    expect(decode([windowOf(words)], words.length, head, manifest)).toEqual([]);
  });
  test("marks nothing in an empty text", () => {
    expect(decode([], 0, head, manifest)).toEqual([]);
  });
  test("leaves a content that no cue claims in a group of its own", () => {
    const words: Word[] = [["B-content"], ["I-content"], ["O"]];
    expect(shown(decode([windowOf(words)], words.length, head, manifest))).toEqual([" |  | 0–2"]);
  });
  test("never links a source that the cue does not want", () => {
    const words: Word[] = [["B-source", "O"], ["B-cue"], ["B-content"], ["I-content"]];
    expect(shown(decode([windowOf(words)], words.length, head, manifest))).toEqual([" | 1–2 | 2–4"]);
  });
  test("reads a word of two windows where it stands further from a cut", () => {
    const cut: Word[] = [...SAID.slice(0, 4), ["O", "I-content"]];
    expect(shown(decode([windowOf(cut)], cut.length, head, manifest))).toEqual(["0–2 | 2–3 | 3–4"]);
    expect(shown(decode([windowOf(cut), windowOf(SAID.slice(2), 2)], SAID.length, head, manifest))).toEqual(["0–2 | 2–3 | 3–5"]);
  });
});

describe("the bucket of a distance from a cue", () => {
  test.each([
    ["inside", 0, 20],
    ["the word behind", 1, 21],
    ["eight words behind", 8, 28],
    ["nine words behind", 9, 29],
    ["very far behind", 10_000, 38],
    ["the word before", -1, 18],
    ["very far before", -10_000, 1],
  ])("%s", (_, words, bucket) => expect(distanceBucket(words)).toBe(bucket));
});
