import * as fc from "fast-check";
import { expect, test } from "vitest";
import { attribute } from "../conformance/attribute.ts";
import { loadRows } from "../conformance/suite.ts";
import { broken } from "./laws.ts";

/** Texts made in one run of a law, each read by the model. */
const TEXTS = 40;
/** Runs of a law; a run reads a batch of texts. */
const RUNS = 3;
/** Words of the text that is one line. */
const LONG_LINE_WORDS = 4_000;

const sentences = loadRows().flatMap(({ cases }) => cases.flatMap(({ text }) => text.split(/\n+|(?<=[.!?]) /u)));
const marks = ["“", "”", "‘", "’", '"', "'", "„", "«", "»", "``", "''", "“ “", "” ”"];
const oddities = [
  "\u0000",
  "\u0007",
  "\u001b[31m",
  "\u200b",
  "\u202e",
  "\ufeff",
  "\ud83d\ude00",
  "e\u0301",
  "\ud800",
  "\udfff",
  "…",
  "[",
  "]",
  "—",
  ":",
  "\r\n",
  "\t",
  "\u00a0",
  "\u2028",
];
const breaks = ["\n\n", "\n", " ", ""];

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...sentences) },
  { weight: 3, arbitrary: fc.constantFrom(...marks) },
  { weight: 2, arbitrary: fc.constantFrom(...oddities) },
  { weight: 1, arbitrary: fc.constantFrom("said", " said ", "Lind said", "according to", "she said: ", ", he said, ") },
);
/** Sentences of the check list, cut, with marks and oddities strewn between them. */
const newsLike = fc
  .array(fc.tuple(piece, fc.constantFrom(...breaks), fc.nat({ max: 40 })), { minLength: 1, maxLength: 12 })
  .map((pieces) => pieces.map(([text, gap, cut]) => (cut === 0 ? text.slice(3) : text) + gap).join(""));

test("statements of any text keep the laws, whatever stands in it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(newsLike, { minLength: TEXTS, maxLength: TEXTS }), async (texts) => {
      const found = await attribute(texts);
      expect(texts.flatMap((text, index) => broken(text, found[index] ?? []))).toEqual([]);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 300_000);

test("the same text gives the same statements, alone or among others, the first time or the second", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(newsLike, { minLength: 2, maxLength: 6 }), async (texts) => {
      const together = await attribute(texts);
      const reversed = await attribute(texts.toReversed());
      const alone = await Promise.all(texts.map(async (text) => (await attribute([text]))[0]));
      expect(reversed.toReversed()).toEqual(together);
      expect(alone).toEqual(together);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 300_000);

test.each([
  ["nothing", ""],
  ["one mark", "“"],
  ["a thousand marks", "“".repeat(1_000)],
  ["marks that open and close in turn", '“a” ‘b’ "c" '.repeat(300)],
  ["a mark in each of many paragraphs", "“We lost,\n\n".repeat(300)],
  ["one word without end", "a".repeat(50_000)],
  ["one very long line", "Lind said the boat, “the old one”, was late, and ".repeat(Math.ceil(LONG_LINE_WORDS / 10))],
  ["only control characters", "\u0000\u0001\u001b\u007f".repeat(100)],
  ["half surrogate pairs around a quotation", "\ud83d“We \ude00lost,” she\ud83d said."],
])(
  "a text of %s keeps the laws",
  async (_, text) => {
    const [found] = await attribute([text]);
    expect(broken(text, found ?? [])).toEqual([]);
  },
  120_000,
);
