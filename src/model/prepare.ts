import type { Span } from "../text/span.ts";
import { LINE_START, wordFeatures } from "./features.ts";
import type { ReaderManifest } from "./manifest.ts";
import { cutWindows, type Window } from "./windows.ts";
import type { WordPieces } from "./word-pieces.ts";
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

/** Splits a text into words and pieces, and cuts it into windows. */
export function prepareText(text: string, manifest: Pick<ReaderManifest, "pieces" | "window">, wordPieces: WordPieces): PreparedText {
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
  manifest: Pick<ReaderManifest, "pieces">,
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
