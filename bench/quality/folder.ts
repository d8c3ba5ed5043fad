import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

/** What is measured on: the files of each corpus, below the folder of the corpora. */
export const CORPORA = {
  pages: ["pages/ground-truth.jsonl", "pages/html/*.html.gz"],
  "polnear-dev": ["attribution/polnear-dev.jsonl"],
  "polnear-dev-context": ["attribution/polnear-dev.jsonl", "attribution/polnear-dev-context.jsonl"],
  people: ["attribution/polnear-dev-agreement.jsonl", "attribution/polnear-train-agreement.jsonl"],
  "news-dev": ["articles/news-dev.jsonl"],
  "ewt-dev": ["treebank/ewt-dev.conllu.gz"],
  "gum-dev": ["treebank/gum-dev.conllu.gz"],
  "uner-ewt-dev": ["treebank/ewt-dev.conllu.gz", "treebank/uner-ewt-dev.iob2.gz"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type CorpusName = keyof typeof CORPORA;

/** The scorers that lie beside the corpora. */
const SCORERS = ["attribution", "context"] as const;

/** The folder of the corpora. */
export const corporaFolder = (): string => resolve(process.env["SAYSO_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora"));

/** The program that scores attributions, or their contexts. */
export const scorerFile = (what: (typeof SCORERS)[number]): string =>
  join(resolve(process.env["SAYSO_EVAL"] ?? join(import.meta.dirname, "../../../shared/eval")), `score-${what}.mjs`);

/** The files of some corpora, and the scorers, that are not there. */
export function missingFiles(names: readonly CorpusName[]): string[] {
  const folder = corporaFolder();
  const absent = new Set(names.flatMap((name) => CORPORA[name].filter((file) => globSync(file, { cwd: folder }).length === 0)));
  return [...Array.from(absent, (file) => join(folder, file)), ...SCORERS.map(scorerFile).filter((file) => !existsSync(file))];
}

/** SHA-256 over the names and bytes of a corpus's files: figures are comparable where it is the same. */
export function digestOf(name: CorpusName): string {
  const folder = corporaFolder();
  const files = CORPORA[name].flatMap((file) => globSync(file, { cwd: folder })).sort();
  const digest = createHash("sha256");
  for (const file of files)
    digest.update(
      `${file} ${createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest("hex")}\n`,
    );
  return digest.digest("hex");
}

/** A file of the corpora as text, unpacked where it is packed. */
export function readCorpusFile(file: string): string {
  const bytes = readFileSync(join(corporaFolder(), file));
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** A file of one JSON object a line. */
export const readJsonLines = <T>(file: string): T[] =>
  readCorpusFile(file)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);

/** Every so many values, the first among them: what a sample holds. */
export const oneIn = <T>(step: number, values: readonly T[]): readonly T[] => values.filter((_, i) => i % step === 0);
