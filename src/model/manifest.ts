import { SaysoError } from "../errors.ts";
import { type Resources, readText } from "../resource/resources.ts";
import { sha256HexOfMany } from "../text/digest.ts";

/** The files of a reader model. */
export const MODEL_FILES = ["model", "vocabulary", "tables", "tails"] as const;
export type ModelFile = (typeof MODEL_FILES)[number];

/** The groups of columns whose width is the number of their labels. */
const LABELLED = ["tags", "inner", "upos", "xpos", "lemma", "feats", "split", "sentence", "names"] as const;
export type LabelledGroup = (typeof LABELLED)[number];
/** Lists of labels that have no columns of their own: they are scored for two words together. */
const LABELLED_PAIRS = ["relation", "types", "forms"] as const;

/** Groups of columns that are scored with each other and so must be equally wide. */
const EQUALLY_WIDE = [
  ["pairToken", "pairCue"],
  ["pairTokenLabel", "pairCueLabel"],
  ["arcDependent", "arcHead"],
  ["relationDependent", "relationHead"],
  ["spanFirst", "spanLast"],
  ["typeFirst", "typeLast", "typeInside"],
] as const;
/** Groups of one column. */
const SINGLE = ["arcBias", "arcRoot"] as const;

export type ColumnGroup = LabelledGroup | (typeof EQUALLY_WIDE)[number][number] | (typeof SINGLE)[number];

/** First column and width of every group of the model's output. */
export type Columns = Readonly<Record<ColumnGroup, readonly [first: number, width: number]>>;

/**
 * What a reader model is: everything that code must know about it, so that a new model needs no new code.
 * Lies beside the model as `manifest.json`.
 */
export interface ReaderManifest {
  readonly format: "reader/2";
  readonly name: string;
  readonly version: string;
  /** Each file with its digest; checked before anything is run. */
  readonly files: Readonly<Record<ModelFile, { readonly path: string; readonly sha256: string }>>;
  readonly pieces: { readonly kind: "wordpiece-uncased"; readonly start: number; readonly end: number };
  /** In pieces, without the two at the ends. */
  readonly window: { readonly size: number; readonly overlap: number };
  readonly labels: Readonly<Record<LabelledGroup | (typeof LABELLED_PAIRS)[number], readonly string[]>>;
  readonly columns: Columns;
  readonly decoding: {
    /** Added to the score of a cue's first word. */
    readonly cueBias: number;
    /** Weight of the log probability that a cue claims a word, beside the word's own score. */
    readonly pairWeight: number;
    /** Least mean pair probability for a source to go with a cue. */
    readonly sourceThreshold: number;
    /** Least mean pair probability for a content to go with a cue. */
    readonly contentThreshold: number;
    /** Least log odds of a mention. */
    readonly mentionThreshold: number;
    /** Added to the score of "no name". */
    readonly noNameBias: number;
    /** Added to the scores of names that are no person, organisation or place. */
    readonly otherNameBias: number;
  };
}

/** The labels of `tags` and `inner`, in the order of the model's columns. */
export const LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"] as const;
/** Labels of a pair of a cue and a word: outside, source begins, source, content begins, content. */
export const PAIR_LABELS = 5;
const SENTENCE_LABELS = ["inside", "last"] as const;
const DECODING = [
  "cueBias",
  "pairWeight",
  "sourceThreshold",
  "contentThreshold",
  "mentionThreshold",
  "noNameBias",
  "otherNameBias",
] as const;

/**
 * Reads a model's manifest.
 *
 * @throws SaysoError E_MANIFEST when it is of another format, or something in it is missing or does not fit the rest; E_RESOURCE when missing.
 */
export async function readManifest(resources: Resources, folder: string): Promise<ReaderManifest> {
  const name = `${folder}/manifest.json`;
  const manifest = parse(await readText(resources, name), name);
  const refuse = (why: string): never => {
    throw new SaysoError("E_MANIFEST", `${name}: ${why}`);
  };
  if (manifest?.format !== "reader/2") return refuse(`format ${String(manifest?.format)} is not reader/2`);
  for (const file of MODEL_FILES)
    if (typeof manifest.files?.[file]?.path !== "string" || typeof manifest.files[file].sha256 !== "string")
      refuse(`the file ${file} is not named with its sha256`);
  for (const setting of DECODING) if (!Number.isFinite(manifest.decoding?.[setting])) refuse(`decoding.${setting} is no number`);
  if (!isSize(manifest.window?.size) || !isSize(manifest.window?.overlap)) refuse("the window's size and overlap are no numbers of pieces");
  if (!isSize(manifest.pieces?.start) || !isSize(manifest.pieces?.end)) refuse("the pieces at a window's ends are not numbered");
  checkLabels(manifest.labels ?? {}, refuse);
  checkColumns(manifest as ReaderManifest, refuse);
  return manifest as ReaderManifest;
}

/** How many columns the model gives. */
export const outputWidth = ({ columns }: Pick<ReaderManifest, "columns">): number =>
  Object.values(columns).reduce((most, [first, width]) => Math.max(most, first + width), 0);

/** A manifest as it comes from its file: anything may be missing. */
type Unchecked<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [Key in keyof T]?: Unchecked<T[Key]> } : T;
type Refuse = (why: string) => never;

function parse(text: string, name: string): Unchecked<ReaderManifest> | null {
  try {
    return JSON.parse(text) as Unchecked<ReaderManifest> | null;
  } catch (cause) {
    throw new SaysoError("E_MANIFEST", `${name}: not valid JSON`, { cause });
  }
}

const isSize = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

function checkLabels(labels: Unchecked<ReaderManifest["labels"]>, refuse: Refuse): void {
  for (const group of [...LABELLED, ...LABELLED_PAIRS]) {
    const own: unknown = labels[group];
    if (!Array.isArray(own) || own.length === 0 || !own.every((label) => typeof label === "string"))
      refuse(`labels.${group} is no list of labels`);
  }
  for (const [group, expected] of [
    ["tags", LABELS],
    ["inner", LABELS],
    ["sentence", SENTENCE_LABELS],
  ] as const)
    if (labels[group]?.join() !== expected.join()) refuse(`labels.${group} are ${labels[group]?.join(", ")}, not ${expected.join(", ")}`);
  const names = labels.names ?? [];
  if (names.some((label, at) => label.startsWith("I-") && names[at - 1] !== `B-${label.slice(2)}`))
    refuse("labels.names does not list every I- behind its B-");
  const split = labels.split?.find((label) => !/^[BI][0-9]*$/.test(label));
  if (split !== undefined) refuse(`labels.split has ${split}, which is not B or I with a number of characters`);
  if (!labels.relation?.includes("root")) refuse("labels.relation has no root");
}

function checkColumns({ columns, labels }: Unchecked<ReaderManifest> & Pick<ReaderManifest, "labels">, refuse: Refuse): void {
  const widthOf = (group: ColumnGroup): number => {
    const [first, width] = columns?.[group] ?? [];
    if (!isSize(first) || !isSize(width) || width === 0) return refuse(`columns.${group} is no first column and width`);
    return width ?? 0;
  };
  const expect = (group: ColumnGroup, width: number, why: string): void => {
    if (widthOf(group) !== width) refuse(`columns.${group} has ${widthOf(group)} columns, not ${width}, ${why}`);
  };
  for (const group of LABELLED) expect(group, labels[group].length, "one a label");
  for (const [group, ...others] of EQUALLY_WIDE) for (const other of others) expect(other, widthOf(group), `as many as ${group}`);
  for (const group of SINGLE) expect(group, 1, "a single one");
  if (widthOf("pairTokenLabel") % PAIR_LABELS !== 0)
    refuse(`columns.pairTokenLabel has ${widthOf("pairTokenLabel")} columns, not as many for each of 5 labels`);
}

/**
 * The bytes of one of the model's files.
 *
 * @throws SaysoError E_DIGEST when they are not the bytes that the manifest names.
 */
export async function readModelFile(resources: Resources, folder: string, manifest: ReaderManifest, file: ModelFile): Promise<Uint8Array> {
  const { path, sha256 } = manifest.files[file];
  const bytes = await resources.bytes(`${folder}/${path}`);
  const found = await sha256HexOfMany(bytes);
  if (found !== sha256) throw new SaysoError("E_DIGEST", `${folder}/${path}: expected sha256 ${sha256}, found ${found}`);
  return bytes;
}
