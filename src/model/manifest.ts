import { SaysoError } from "../errors.ts";
import { type Resources, readText } from "../resource/resources.ts";
import { sha256HexOfMany } from "../text/digest.ts";

/**
 * What a reader model is: everything that code must know about it, so that a new model needs no new code.
 * Lies beside the model as `manifest.json`.
 */
export interface ReaderManifest {
  readonly format: "reader/1";
  readonly name: string;
  readonly version: string;
  /** Each file with its digest; checked before anything is run. */
  readonly files: Readonly<Record<"model" | "vocabulary" | "pairHead", { readonly path: string; readonly sha256: string }>>;
  readonly pieces: { readonly kind: "wordpiece-uncased"; readonly start: number; readonly end: number };
  /** In pieces, without the two at the ends. */
  readonly window: { readonly size: number; readonly overlap: number };
  readonly labels: readonly string[];
  /** First column and width of each part of the output. */
  readonly columns: Readonly<Record<"tags" | "pairToken" | "pairTokenLabel" | "pairCue" | "pairCueLabel", readonly [number, number]>>;
  readonly decoding: {
    /** Added to the score of a cue's first word. */
    readonly cueBias: number;
    /** Weight of the log probability that a cue claims a word, beside the word's own score. */
    readonly pairWeight: number;
    /** Least mean pair probability for a source to go with a cue. */
    readonly sourceThreshold: number;
    /** Least mean pair probability for a content to go with a cue. */
    readonly contentThreshold: number;
  };
}

/** The labels that `reader/1` decodes, in the order of the model's columns. */
export const LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"] as const;

/**
 * Reads a model's manifest.
 *
 * @throws SaysoError E_MANIFEST when it is of another format or for other labels; E_RESOURCE when missing.
 */
export async function readManifest(resources: Resources, folder: string): Promise<ReaderManifest> {
  const name = `${folder}/manifest.json`;
  const manifest = parse(await readText(resources, name), name);
  if (manifest?.format !== "reader/1") throw new SaysoError("E_MANIFEST", `${name}: format ${String(manifest?.format)} is not reader/1`);
  const labels = manifest.labels ?? [];
  if (labels.join() !== LABELS.join())
    throw new SaysoError("E_MANIFEST", `${name}: the labels ${labels.join(", ")} are not ${LABELS.join(", ")}`);
  return manifest as ReaderManifest;
}

function parse(text: string, name: string): Partial<ReaderManifest> | null {
  try {
    return JSON.parse(text) as Partial<ReaderManifest> | null;
  } catch (cause) {
    throw new SaysoError("E_MANIFEST", `${name}: not valid JSON`, { cause });
  }
}

/**
 * The bytes of one of the model's files.
 *
 * @throws SaysoError E_DIGEST when they are not the bytes that the manifest names.
 */
export async function readModelFile(
  resources: Resources,
  folder: string,
  manifest: ReaderManifest,
  file: keyof ReaderManifest["files"],
): Promise<Uint8Array> {
  const { path, sha256 } = manifest.files[file];
  const bytes = await resources.bytes(`${folder}/${path}`);
  const found = await sha256HexOfMany(bytes);
  if (found !== sha256) throw new SaysoError("E_DIGEST", `${folder}/${path}: expected sha256 ${sha256}, found ${found}`);
  return bytes;
}
