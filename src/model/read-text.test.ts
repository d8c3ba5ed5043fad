import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contains, overlaps, type Span, slice } from "../text/span.ts";
import { MOST_SENTENCE_WORDS } from "./decode-trees.ts";
import type { ReaderManifest } from "./manifest.ts";
import { type ReadText, type SentenceEnds, textReader } from "./read-text.ts";
import { readTables } from "./tables.ts";
import { readTails } from "./tails.ts";
import { cutWindows } from "./windows.ts";
import { splitWords } from "./words.ts";

const example: unknown = JSON.parse(readFileSync(new URL("decoding.parity.json", import.meta.url), "utf8"));
const manifest = example as ReaderManifest;
const { tables, tails } = example as { tables: unknown; tails: unknown };
const readAll = textReader(manifest, readTables(JSON.stringify(tables), manifest), readTails(JSON.stringify(tails)));
const WIDTH = Math.max(...Object.values(manifest.columns).map(([first, width]) => first + width));
const [SENTENCE] = manifest.columns.sentence;

/** Reads a text with scores that follow from a seed; `size` and `overlap` in words; `ends`: as the model is told, or how often it ends a sentence. */
function read(text: string, seed: number, size: number, ends: number, given?: SentenceEnds): Promise<ReadText> {
  const words = splitWords(text);
  const windows = cutWindows({ pieces: new Uint8Array(words.length).fill(1), lineStarts: [] }, size, Math.floor(size / 3)).map(
    (window) => ({
      ...window,
      ids: new BigInt64Array(),
      features: new BigInt64Array(),
      firstPieces: new Int32Array(),
    }),
  );
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 6 - 3;
  };
  const score = async ({ firstWord, endWord }: { firstWord: number; endWord: number }) => {
    const values = Float32Array.from({ length: (endWord - firstWord) * WIDTH }, next);
    const rows = Int32Array.from({ length: endWord - firstWord }, (_, word) => word * WIDTH);
    for (const row of rows) values.set([0, (next() + 3) / 6 < ends ? 1 : -1], row + SENTENCE);
    return { firstWord, endWord, values, rows };
  };
  return readAll(text, { words, windows }, { score }, given);
}

const word = fc.constantFrom("It", "can't", "U.S.", "cannot", "“so”", "😀", "𝒜b", "東京", "\u200b", "a\u0000b", "e-mail", "…", "don’t");
const gap = fc.constantFrom(" ", "", "  ", "\n", "\n\n", "\u00a0", "\t");
const text = fc.array(fc.tuple(word, gap), { maxLength: 120 }).map((pieces) => pieces.flat().join(""));
const reads = fc.tuple(text, fc.nat(), fc.integer({ min: 2, max: 60 }), fc.constantFrom(0, 0.1, 0.9));

const inOrder = (spans: readonly Span[]): boolean => spans.every(({ start, end }, at) => start < end && start >= (spans[at - 1]?.end ?? 0));

describe("whatever the model's scores", () => {
  const holds = (law: (read: ReadText, text: string) => void): Promise<void> =>
    fc.assert(
      fc.asyncProperty(reads, async ([given, seed, size, ends]) => {
        law(await read(given, seed, size, ends), given);
      }),
    );
  test("sentences are in order and apart, and hold every word", () =>
    holds(({ sentences, words }) => {
      expect(inOrder(sentences)).toBe(true);
      for (const one of words) expect(sentences.filter((sentence) => contains(sentence, one))).toHaveLength(1);
    }));
  test("tokens are in order and apart, each in one sentence, without white space, and every character of a word is in one", () =>
    holds(({ tokens, sentences, words }, given) => {
      expect(inOrder(tokens)).toBe(true);
      for (const token of tokens) {
        expect(slice(given, token)).not.toMatch(/\s/u);
        expect(sentences.some((sentence) => contains(sentence, token))).toBe(true);
      }
      const inTokens = tokens.reduce((sum, { start, end }) => sum + end - start, 0);
      expect(inTokens).toBe(words.reduce((sum, { start, end }) => sum + end - start, 0));
    }));
  test("each sentence's tokens are one tree", () =>
    holds(({ tokens, sentences }) => {
      for (const sentence of sentences) {
        const own = tokens.flatMap((token, at) => (contains(sentence, token) ? [at] : []));
        expect(own.filter((at) => tokens[at]?.head === -1)).toHaveLength(1);
        for (const at of own) {
          let above = at;
          for (let steps = 0; steps < own.length && above >= 0; steps++) above = tokens[above]?.head ?? -1;
          expect(above).toBe(-1);
          expect((tokens[at]?.relation === "root") === (tokens[at]?.head === -1)).toBe(true);
        }
        expect(own.every((at) => own.includes(tokens[at]?.head ?? -1) || tokens[at]?.head === -1)).toBe(true);
      }
    }));
  test("mentions lie in one sentence, and none crosses another", () =>
    holds(({ mentions, sentences, words }) => {
      const spans = mentions.map(({ first, end }) => ({ start: words[first]?.start ?? -1, end: words[end - 1]?.end ?? -1 }));
      for (const [at, span] of spans.entries()) {
        expect(mentions[at]?.score).toBeGreaterThan(0.5);
        expect(sentences.some((sentence) => contains(sentence, span))).toBe(true);
        for (const other of spans) expect(!overlaps(span, other) || contains(span, other) || contains(other, span)).toBe(true);
      }
    }));
});

describe("sentences end", () => {
  const endsOf = async (given: string, ends: number, by?: SentenceEnds): Promise<string[]> => {
    const { sentences } = await read(given, 1, 20, ends, by);
    return sentences.map((sentence) => slice(given, sentence));
  };
  test("at empty lines, whatever the model says", async () => {
    expect(await endsOf("It broke.\n \nIt sank.\nIt rose.", 0)).toEqual(["It broke.", "It sank.\nIt rose."]);
  });
  test("where they must, and nowhere else where they must not", async () => {
    const given = "It broke. It sank.";
    expect(await endsOf(given, 0, (_, words) => Uint8Array.from(words, (__, at) => (at === 2 ? 1 : 0)))).toEqual(["It broke.", "It sank."]);
    expect(await endsOf(given, 1, (_, words) => Uint8Array.from(words, () => 2))).toEqual([given]);
  });
  test(`after ${MOST_SENTENCE_WORDS} words at the latest`, async () => {
    const lengths = (await endsOf("so ".repeat(500), 0)).map((sentence) => splitWords(sentence).length);
    expect(lengths).toEqual([200, 200, 100]);
  });
});
