import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PeerProgram } from "./answers.ts";

const here = import.meta.dirname;

/** Properties of CoreNLP that are not its own: paragraphs end sentences; dates, which nobody asks for, are left alone. */
const CORENLP_COMMON = ["ssplit.newlineIsSentenceBreak=two", "ner.useSUTime=false"];

/** CoreNLP for tags and trees; `jars` is where it was brought to. */
export const coreNlpTrees = (jars: string): PeerProgram =>
  coreNlp("CoreNLP trees", jars, ["annotators=tokenize,pos,lemma,depparse", ...CORENLP_COMMON]);

/** Without its finer types and its numbers, which take words away from names (69.6 F1 with them). */
const CORENLP_NAMES = ["ner.applyFineGrained=false", "ner.applyNumericClassifiers=false"];
/** How far apart mentions may be, in mentions, for coreference to compare them: its own advice for long texts. */
const CORENLP_COREFERENCE = ["coref.maxMentionDistance=50", "coref.maxMentionDistanceWithStringMatch=1000"];

/** CoreNLP for names. */
export const coreNlpNames = (jars: string): PeerProgram =>
  coreNlp("CoreNLP names", jars, ["annotators=tokenize,pos,lemma,ner", ...CORENLP_NAMES, ...CORENLP_COMMON]);

/** CoreNLP for quotations and who said them. */
export const coreNlpQuotes = (jars: string): PeerProgram =>
  coreNlp("CoreNLP quotes", jars, [
    "annotators=tokenize,pos,lemma,ner,depparse,coref,quote",
    ...CORENLP_NAMES,
    ...CORENLP_COREFERENCE,
    ...CORENLP_COMMON,
  ]);

/** CoreNLP for coreference: its statistical system over its dependency trees. */
export const coreNlpCoreference = (jars: string): PeerProgram =>
  coreNlp("CoreNLP coreference", jars, [
    "annotators=tokenize,pos,lemma,ner,depparse,coref",
    "coref.algorithm=statistical",
    ...CORENLP_NAMES,
    ...CORENLP_COMMON,
  ]);

function coreNlp(name: string, jars: string, properties: readonly string[]): PeerProgram {
  const program = "corenlp/Peer.java";
  const java = ["java", "-Xmx5g", "-XX:ActiveProcessorCount=1", "-cp", join(jars, "*"), join(here, program)] as const;
  return { name, command: [...NICE, ...java, ...properties], madeOf: [...properties, ...contents("corenlp/pom.xml", program)] };
}

/** Peers step back for whatever else the machine does. */
const NICE = ["nice", "-n", "10"] as const;

const contents = (...files: readonly string[]): string[] => files.map((file) => readFileSync(join(here, file), "utf8"));

/** The lexicon of cue verbs that the rules over spaCy's parse use: our own. */
const CUE_VERBS = join(here, "../../data/lexicon/en/cue-verb.tsv");
const SPACY_FILES = ["spacy/requirements.txt", "spacy/peer.py"] as const;

/** spaCy's own parse; `python` is the virtual environment that it was brought to. */
export const spacyParse = (python: string, size: "small" | "medium"): PeerProgram =>
  inPython(`spaCy ${size} parse`, python, ["peer.py", size, "parse"], contents(...SPACY_FILES));

/** A day's rules over spaCy's parse. */
export const spacyRules = (python: string, size: "small" | "medium"): PeerProgram =>
  inPython(
    `spaCy ${size} rules`,
    python,
    ["peer.py", size, "rules", CUE_VERBS],
    [...contents(...SPACY_FILES, "spacy/rules.py"), readFileSync(CUE_VERBS, "utf8")],
  );

/** textacy's direct quotations over spaCy's small model. */
export const textacy = (python: string): PeerProgram =>
  inPython("textacy quotations", python, ["textacy_peer.py"], contents(...SPACY_FILES, "spacy/textacy_peer.py"));

function inPython(name: string, python: string, [script, ...args]: readonly [string, ...string[]], madeOf: readonly string[]): PeerProgram {
  return {
    name,
    command: [...NICE, join(python, "bin/python"), "-W", "ignore", join(here, "spacy", script), ...args],
    environment: { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    madeOf,
  };
}

/** compromise's quotations. */
export const compromise = (): PeerProgram => ({
  name: "compromise quotations",
  command: [...NICE, process.execPath, join(here, "compromise/peer.mjs")],
  madeOf: contents("compromise/package-lock.json", "compromise/peer.mjs"),
});
