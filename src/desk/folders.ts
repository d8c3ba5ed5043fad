import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files of a folder that can be articles. */
const READABLE = /\.(?:x?html?|txt|ndjson|jsonl|conllu|warc(?:\.gz)?|wacz)$/i;

/** The names with each folder replaced by the readable files in and below it, in the order of their names. */
export function expandFolders(names: readonly string[]): readonly string[] {
  return names.flatMap((name) =>
    name !== "-" && statSync(name, { throwIfNoEntry: false })?.isDirectory() === true ? filesBelow(name) : [name],
  );
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && READABLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
