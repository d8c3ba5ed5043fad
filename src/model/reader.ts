import { SaysoError } from "../errors.ts";
import type { Resources } from "../resource/resources.ts";
import { type ModelFile, outputWidth, type ReaderManifest, readManifest, readModelFile } from "./manifest.ts";
import { type PreparedText, type PreparedWindow, prepareText } from "./prepare.ts";
import { type ReadText, type Scorer, type SentenceEnds, textReader } from "./read-text.ts";
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
  const score = (window: PreparedWindow, room?: Float32Array): Promise<WindowScores> => scoreWindow(window, session, manifest, room);
  const scorer = session.fillsRoom === true ? withRooms(score, manifest) : { score: (window: PreparedWindow) => score(window) };
  return {
    manifest,
    read: (text, ends) => readAll(text, prepare(text), scorer, ends),
    prepare,
    score: (window) => score(window),
    close: () => session.close(),
  };
}

/** Rows of so many windows are kept to be written anew: fresh ones of megabytes each would call the garbage collector all the time. */
const MOST_ROOMS = 4;

/** A scorer that writes the rows of a window where those of a window that is done were. */
function withRooms(score: (window: PreparedWindow, room: Float32Array) => Promise<WindowScores>, manifest: ReaderManifest): Scorer {
  const free: Float32Array[] = [];
  const usual = (manifest.window.size + 2) * outputWidth(manifest);
  return {
    score: (window) => {
      const needed = window.ids.length * outputWidth(manifest);
      const room = needed <= usual ? (free.pop() ?? new Float32Array(usual)) : new Float32Array(needed);
      return score(window, room);
    },
    done: ({ values }) => {
      const room = new Float32Array(values.buffer as ArrayBuffer);
      if (free.length < MOST_ROOMS && room.length === usual) free.push(room);
    },
  };
}

async function scoreWindow(
  window: PreparedWindow,
  session: ModelSession,
  manifest: ReaderManifest,
  room: Float32Array | undefined,
): Promise<WindowScores> {
  const length = window.ids.length;
  const row = (data: BigInt64Array): ModelTensor => ({ type: "int64", dims: [1, length], data });
  const width = outputWidth(manifest);
  const outputs = room && { out: { type: "float32", dims: [1, length, width], data: room.subarray(0, length * width) } as const };
  const { out } = await session.run({ ids: row(window.ids), feat: row(window.features) }, outputs);
  if (out === undefined || !(out.data instanceof Float32Array)) throw new SaysoError("E_MODEL", "the model gave no output named out");
  if (out.dims[2] !== width)
    throw new SaysoError("E_MODEL", `the model gave ${out.dims[2] ?? 0} columns, not ${width} as its manifest says`);
  return { firstWord: window.firstWord, endWord: window.endWord, values: out.data, rows: window.firstPieces.map((piece) => piece * width) };
}
