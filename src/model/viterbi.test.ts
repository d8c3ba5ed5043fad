import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LABELS } from "./manifest.ts";
import { bestLabels, runsOf } from "./viterbi.ts";

const SHORT = ["O", "B-cue", "I-cue", "B-content", "I-content"];
const isPossible = (sequence: readonly number[], labels: readonly string[]): boolean =>
  sequence.every((label, word) => {
    const [before, here] = [labels[sequence[word - 1] ?? -1] ?? "O", labels[label] ?? ""];
    return !here.startsWith("I-") || before.slice(2) === here.slice(2);
  });
const scoresFor = (labels: readonly string[], most: number) =>
  fc.nat(most).chain((words) => {
    const score = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -50, max: 50 }) }, fc.constant(Number.NEGATIVE_INFINITY));
    return fc.array(score, { minLength: words * labels.length, maxLength: words * labels.length });
  });

/** Every sequence of so many labels. */
const sequences = (words: number, labels: number): number[][] =>
  words === 0 ? [[]] : sequences(words - 1, labels).flatMap((head) => Array.from({ length: labels }, (_, label) => [...head, label]));

test("labels never form an impossible sequence, whatever the scores", () => {
  fc.assert(
    fc.property(scoresFor(LABELS, 40), (scores) => {
      const found = [...bestLabels(Float32Array.from(scores), LABELS)];
      expect(found).toHaveLength(scores.length / LABELS.length);
      expect(isPossible(found, LABELS)).toBe(true);
    }),
  );
});

test("of all possible sequences of a few words the best one is found", () => {
  fc.assert(
    fc.property(scoresFor(SHORT, 4), (scores) => {
      const sum = (sequence: readonly number[]): number =>
        sequence.reduce((all, label, word) => all + (scores[word * SHORT.length + label] ?? 0), 0);
      const all = sequences(scores.length / SHORT.length, SHORT.length).filter((sequence) => isPossible(sequence, SHORT));
      expect(sum([...bestLabels(Float32Array.from(scores), SHORT)])).toBe(Math.max(...all.map(sum)));
    }),
    { numRuns: 50 },
  );
});

test("runs begin at their own beginning and end before the next", () => {
  const sequence = Uint8Array.from(["O", "B-source", "I-source", "B-cue", "B-content", "I-content", "B-content"], (name) =>
    (LABELS as readonly string[]).indexOf(name),
  );
  expect(runsOf(sequence, LABELS)).toEqual([
    { role: "source", first: 1, end: 3 },
    { role: "cue", first: 3, end: 4 },
    { role: "content", first: 4, end: 6 },
    { role: "content", first: 6, end: 7 },
  ]);
});
