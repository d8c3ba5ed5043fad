/**
 * What the TypeScript side makes of a text: words, pieces, features and windows, as JSON on standard output.
 * `train/tests/test_parity.py` compares it with what the trainer makes of the same text.
 *
 *   node train/parity.ts TEXT VOCABULARY SIZE OVERLAP
 */
import { readFileSync } from "node:fs";
import { LINE_START, wordFeatures } from "../src/model/features.ts";
import { bestWindows, cutWindows } from "../src/model/windows.ts";
import { createWordPieces } from "../src/model/word-pieces.ts";
import { splitWords } from "../src/model/words.ts";

const [textPath = "", vocabularyPath = "", size = "382", overlap = "128"] = process.argv.slice(2);
const text = readFileSync(textPath, "utf8");
const wordPieces = createWordPieces(readFileSync(vocabularyPath, "utf8"));
const words = splitWords(text);
const pieces = words.map(({ start, end }) => wordPieces(text.slice(start, end)));
const features = wordFeatures(text, words);
const lengths = pieces.map((own) => own.length);
const lineStarts = features.first.map((feature) => feature & LINE_START);
const windows = cutWindows({ pieces: lengths, lineStarts }, Number(size), Number(overlap));
console.log(
  JSON.stringify({
    words: words.map(({ start, end }) => [start, end]),
    pieces,
    first: Array.from(features.first),
    rest: Array.from(features.rest),
    windows: windows.map(({ firstWord, endWord }) => [firstWord, endWord]),
    best: Array.from(bestWindows(windows, words.length)),
  }),
);
