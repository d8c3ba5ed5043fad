import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PeerProgram } from "./answers.ts";

const here = import.meta.dirname;

/** Properties of CoreNLP that are not its own: paragraphs end sentences; dates, which nobody asks for, are left alone. */
const CORENLP_COMMON = ["ssplit.newlineIsSentenceBreak=two", "ner.useSUTime=false"];

/** CoreNLP for tags and trees; `jars` is where it was brought to. */
export const coreNlpTrees = (jars: string): PeerProgram =>
  coreNlp("CoreNLP trees", jars, ["annotators=tokenize,pos,lemma,depparse", ...CORENLP_COMMON]);

/** CoreNLP for names: without its finer types and its numbers, which take words away from names (69.6 F1 with them). */
export const coreNlpNames = (jars: string): PeerProgram =>
  coreNlp("CoreNLP names", jars, [
    "annotators=tokenize,pos,lemma,ner",
    "ner.applyFineGrained=false",
    "ner.applyNumericClassifiers=false",
    ...CORENLP_COMMON,
  ]);

/** CoreNLP for quotations and who said them. */
export const coreNlpQuotes = (jars: string): PeerProgram =>
  coreNlp("CoreNLP quotes", jars, ["annotators=tokenize,pos,lemma,ner,depparse,coref,quote", ...CORENLP_COMMON]);

function coreNlp(name: string, jars: string, properties: readonly string[]): PeerProgram {
  const java = ["java", "-Xmx5g", "-XX:ActiveProcessorCount=1", "-cp", join(jars, "*"), join(here, "corenlp/Peer.java")] as const;
  return { name, command: [...NICE, ...java, ...properties], madeOf: [...properties, ...contents("corenlp/pom.xml", "corenlp/Peer.java")] };
}

/** Peers step back for whatever else the machine does. */
const NICE = ["nice", "-n", "10"] as const;

const contents = (...files: readonly string[]): string[] => files.map((file) => readFileSync(join(here, file), "utf8"));

/** What spaCy's pipe is asked for. */
export type SpacyTask = "parse" | "rules" | "textacy";

/** The lexicon of cue verbs that the rules over spaCy's parse use: our own. */
const CUE_VERBS = join(here, "../../data/lexicon/en/cue-verb.tsv");

/** spaCy, on one thread; `python` is the virtual environment that it was brought to. */
export function spacy(python: string, size: "small" | "medium", task: SpacyTask, isNice = true): PeerProgram {
  const command = [join(python, "bin/python"), "-W", "ignore", join(here, "spacy/peer.py"), size, task, CUE_VERBS] as const;
  return {
    name: `spaCy ${size} ${task}`,
    command: isNice ? [...NICE, ...command] : command,
    environment: { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    madeOf: [size, task, ...contents("spacy/requirements.txt", "spacy/peer.py", "spacy/rules.py"), readFileSync(CUE_VERBS, "utf8")],
  };
}

/** compromise's quotations. */
export const compromise = (): PeerProgram => ({
  name: "compromise quotations",
  command: [...NICE, process.execPath, join(here, "compromise/peer.mjs")],
  madeOf: contents("compromise/package-lock.json", "compromise/peer.mjs"),
});
