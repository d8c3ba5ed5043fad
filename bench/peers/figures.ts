import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CorpusName } from "../quality/folder.ts";

/** What a peer got, with our scorers on the same files. */
export interface PeerFigures {
  /** With its version. */
  readonly name: string;
  /** F1 by corpus and figure. */
  readonly corpora: Readonly<Partial<Record<CorpusName, Readonly<Record<string, number>>>>>;
  /** Words without white space that it reads in one second of CPU time; `null` where that was not measured. */
  readonly wordsPerCpuSecond: number | null;
  readonly peakMemoryBytes: number | null;
  /** Why it was not run, or what it did not do. */
  readonly remark: string | null;
}

/** The result of the last run of `bench/peers/run.ts`. */
export interface PeersReport {
  /** Digests of the corpora that they were run on. */
  readonly digests: Readonly<Partial<Record<CorpusName, string>>>;
  readonly peers: readonly PeerFigures[];
  /** `read` and spaCy's small model with rules on one core in the same run; `null` when that was not measured. */
  readonly race: Race | null;
}

/** Words without white space a CPU second, in turns on the same texts. */
export interface Race {
  readonly articles: number;
  readonly rounds: number;
  readonly read: number;
  readonly spacy: number;
}

const FILE = join(import.meta.dirname, "figures.json");

export const readPeers = (): PeersReport => JSON.parse(readFileSync(FILE, "utf8")) as PeersReport;

export const writePeers = (report: PeersReport): void => writeFileSync(FILE, `${JSON.stringify(report, null, 2)}\n`);
