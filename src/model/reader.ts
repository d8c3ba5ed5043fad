import { SaysoError } from "../errors.ts";
import type { Resources } from "../resource/resources.ts";
import type { Span } from "../text/span.ts";
import { decode, type MarkedGroup, type WindowScores } from "./decode.ts";
import { LINE_START, wordFeatures } from "./features.ts";
import { type ReaderManifest, readManifest, readModelFile } from "./manifest.ts";
import { type PairHead, readPairHead } from "./pair-head.ts";
import type { ModelRuntime, ModelSession, ModelTensor } from "./runtime.ts";
import { cutWindows, type Window } from "./windows.ts";
import { createWordPieces, type WordPieces } from "./word-pieces.ts";
import { splitWords } from "./words.ts";

/** A text as the model sees it: words, their pieces and features, and the windows they are read in. */
export interface PreparedText {
  readonly words: readonly Span[];
  readonly windows: readonly PreparedWindow[];
}

export interface PreparedWindow extends Window {
  readonly ids: BigInt64Array;
  readonly features: BigInt64Array;
  /** Where in `ids` each word begins. */
  readonly firstPieces: Int32Array;
}

/** A reading model, ready to run. */
export interface Reader {
  readonly manifest: ReaderManifest;
  prepare(text: string): PreparedText;
  /** The model's scores of one window; only the rows of words' first pieces are kept. */
  score(window: PreparedWindow): Promise<WindowScores>;
  decode(windows: readonly WindowScores[], words: number): MarkedGroup[];
  close(): Promise<void>;
}

/**
 * Loads a reading model from a folder of the resources.
 *
 * @throws SaysoError E_RESOURCE, E_MANIFEST, E_DIGEST or E_MODEL
 */
export async function loadReader(resources: Resources, runtime: ModelRuntime, folder: string): Promise<Reader> {
  const manifest = await readManifest(resources, folder);
  const file = (name: "model" | "vocabulary" | "pairHead") => readModelFile(resources, folder, manifest, name);
  const [session, vocabulary, pairHead] = await Promise.all([
    file("model").then((bytes) => runtime.load(bytes)),
    file("vocabulary").then((bytes) => new TextDecoder().decode(bytes)),
    file("pairHead").then((bytes) => new TextDecoder().decode(bytes)),
  ]);
  return createReader(manifest, session, createWordPieces(vocabulary), readPairHead(pairHead));
}

function createReader(manifest: ReaderManifest, session: ModelSession, pieces: WordPieces, head: PairHead): Reader {
  return {
    manifest,
    prepare: (text) => prepare(text, manifest, pieces),
    score: (window) => score(window, session),
    decode: (windows, words) => decode(windows, words, head, manifest),
    close: () => session.close(),
  };
}

function prepare(text: string, manifest: ReaderManifest, wordPieces: WordPieces): PreparedText {
  const words = splitWords(text);
  const pieces = words.map(({ start, end }) => wordPieces(text.slice(start, end)));
  const features = wordFeatures(text, words);
  const cut = cutWindows(
    { pieces: Int32Array.from(pieces, (p) => p.length), lineStarts: features.first.map((feature) => feature & LINE_START) },
    manifest.window.size,
    manifest.window.overlap,
  );
  return { words, windows: cut.map((window) => prepareWindow(window, pieces, features, manifest)) };
}

function prepareWindow(
  window: Window,
  pieces: readonly (readonly number[])[],
  features: { first: Uint8Array; rest: Uint8Array },
  manifest: ReaderManifest,
): PreparedWindow {
  const ids = [manifest.pieces.start];
  const feature = [0];
  const firstPieces = new Int32Array(window.endWord - window.firstWord);
  for (let word = window.firstWord; word < window.endWord; word++) {
    firstPieces[word - window.firstWord] = ids.length;
    (pieces[word] ?? []).forEach((id, i) => {
      ids.push(id);
      feature.push((i === 0 ? features.first[word] : features.rest[word]) ?? 0);
    });
  }
  ids.push(manifest.pieces.end);
  feature.push(0);
  return { ...window, ids: BigInt64Array.from(ids, BigInt), features: BigInt64Array.from(feature, BigInt), firstPieces };
}

async function score(window: PreparedWindow, session: ModelSession): Promise<WindowScores> {
  const length = window.ids.length;
  const row = (data: BigInt64Array): ModelTensor => ({ type: "int64", dims: [1, length], data });
  const lens: ModelTensor = { type: "int32", dims: [1], data: Int32Array.of(length) };
  const { out } = await session.run({ ids: row(window.ids), feat: row(window.features), lens });
  if (out === undefined || !(out.data instanceof Float32Array)) throw new SaysoError("E_MODEL", "the model gave no output named out");
  const width = out.dims[2] ?? 0;
  const rows = new Float32Array(window.firstPieces.length * width);
  window.firstPieces.forEach((piece, word) => {
    rows.set((out.data as Float32Array).subarray(piece * width, (piece + 1) * width), word * width);
  });
  return { firstWord: window.firstWord, endWord: window.endWord, rows, width };
}
