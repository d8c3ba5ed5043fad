import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Times } from "./times.ts";

/** One of the programs that are compared, with its files in a folder of its own. */
export interface Side {
  /** Articles that are there already. */
  count(): Promise<number>;
  /** Takes in the articles up to a number, from where it stands. */
  takeIn(articles: number): Promise<void>;
  ask(): Promise<Asked>;
  /** Bytes on the disk, in 10^6. */
  diskMB(): number;
  /** Memory of a server beside this process, in 10^6 bytes; 0 without one. */
  serverMB(): number;
  close(): Promise<void>;
}

/** Milliseconds of each kind of question. */
export interface Asked {
  /** Ranked search by words. */
  readonly search: Times;
  /** The same by words that most statements have. */
  readonly common: Times;
  /** The newest of one speaker. */
  readonly speaker: Times | null;
  /** Counts by month of one speaker. */
  readonly months: Times | null;
  /** Counts by month of everything. */
  readonly allMonths: Times | null;
}

/** Questions of each kind. */
export const QUESTIONS = 300;
/** Articles of one transaction, as `add --later` has them. */
export const BATCH_ARTICLES = 64;

/** Bytes of all files below a folder, in 10^6. */
export function folderMB(path: string): number {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) / 1e6;
}
