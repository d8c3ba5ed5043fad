import { join } from "node:path";
import type { PeerProgram } from "./answers.ts";

const here = import.meta.dirname;

/** Properties of CoreNLP that are not its own: paragraphs end sentences; dates, which nobody asks for, are left alone. */
const CORENLP_COMMON = ["ssplit.newlineIsSentenceBreak=two", "ner.useSUTime=false"];
/** The constituency parser gives CoreNLP its universal tags; longer sentences (in tokens) would take it minutes. */
const CORENLP_PARSE = ["parse.model=edu/stanford/nlp/models/lexparser/englishPCFG.ser.gz", "parse.maxlen=80"];

/** CoreNLP for tags, trees and names; `jars` is where it was brought to. */
export const coreNlpTrees = (jars: string): PeerProgram =>
  coreNlp("CoreNLP trees", jars, ["annotators=tokenize,pos,lemma,ner,parse,depparse,udfeats", ...CORENLP_COMMON, ...CORENLP_PARSE]);

/** CoreNLP for quotations and who said them. */
export const coreNlpQuotes = (jars: string): PeerProgram =>
  coreNlp("CoreNLP quotes", jars, ["annotators=tokenize,pos,lemma,ner,depparse,coref,quote", ...CORENLP_COMMON]);

function coreNlp(name: string, jars: string, properties: readonly string[]): PeerProgram {
  const java = ["java", "-Xmx4g", "-XX:ActiveProcessorCount=1", "-cp", join(jars, "*"), join(here, "corenlp/Peer.java")] as const;
  return { name, command: ["nice", "-n", "10", ...java, ...properties] };
}
