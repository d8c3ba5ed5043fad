import { SaysoError } from "../errors.ts";
import type { Resources } from "../resource/resources.ts";
import { type ModelFile, type ReaderManifest, readManifest, readModelFile } from "./manifest.ts";
import { type PreparedText, type PreparedWindow, prepareText } from "./prepare.ts";
import { type ReadText, type SentenceEnds, textReader } from "./read-text.ts";
import type { ModelRuntime, ModelSession, ModelTensor } from "./runtime.ts";
import type { WindowScores } from "./scores.ts";
import { readTables } from "./tables.ts";
import { readTails } from "./tails.ts";
import { createWordPieces } from "./word-pieces.ts";

/** A reading model, ready to run. */
export interface Reader {
  readonly manifest: ReaderManifest;
  /** Everything the model finds in a text. Memory grows by about 4 kB a word: read long texts in parts. @throws SaysoError E_MODEL */
  read(text: string, ends?: SentenceEnds): Promise<ReadText>;
  prepare(text: string): PreparedText;
  /** The model's scores of one window. @throws SaysoError E_MODEL */
  score(window: PreparedWindow): Promise<WindowScores>;
  close(): Promise<void>;
}

/**
 * Loads a reading model from a folder of the resources.
 *
 * @throws SaysoError E_RESOURCE, E_MANIFEST, E_DIGEST or E_MODEL
 */
export async function loadReader(resources: Resources, runtime: ModelRuntime, folder: string): Promise<Reader> {
  const manifest = await readManifest(resources, folder);
  const file = (name: ModelFile): Promise<Uint8Array> => readModelFile(resources, folder, manifest, name);
  const [session, vocabulary, tables, tails] = await Promise.all([
    file("model").then((bytes) => runtime.load(bytes)),
    ...(["vocabulary", "tables", "tails"] as const).map(async (name) => new TextDecoder().decode(await file(name))),
  ]);
  const wordPieces = createWordPieces(vocabulary ?? "");
  const readAll = textReader(manifest, readTables(tables ?? "", manifest), readTails(tails ?? ""));
  const prepare = (text: string): PreparedText => prepareText(text, manifest, wordPieces);
  const scoreWindow = (window: PreparedWindow): Promise<WindowScores> => score(window, session, manifest);
  return {
    manifest,
    read: (text, ends) => readAll(text, prepare(text), scoreWindow, ends),
    prepare,
    score: scoreWindow,
    close: () => session.close(),
  };
}

async function score(window: PreparedWindow, session: ModelSession, manifest: ReaderManifest): Promise<WindowScores> {
  const length = window.ids.length;
  const row = (data: BigInt64Array): ModelTensor => ({ type: "int64", dims: [1, length], data });
  const { out } = await session.run({ ids: row(window.ids), feat: row(window.features) });
  if (out === undefined || !(out.data instanceof Float32Array)) throw new SaysoError("E_MODEL", "the model gave no output named out");
  const width = out.dims[2] ?? 0;
  for (const [group, [first, count]] of Object.entries(manifest.columns))
    if (first + count > width) throw new SaysoError("E_MODEL", `the model gave ${width} columns, too few for ${group}`);
  return { firstWord: window.firstWord, endWord: window.endWord, values: out.data, rows: window.firstPieces.map((piece) => piece * width) };
}
