import type { Span } from "../../../src/text/span.ts";
import { readCorpusFile } from "../folder.ts";
import { readTreebank, type Treebank } from "../treebank/conllu.ts";
import { gumChains, keysOf, type Matching } from "./gum.ts";
import { type ChainScores, countChains, scoreChains } from "./score.ts";

/** The mentions of each entity that something found in a text. */
export type Chains = readonly (readonly Span[])[];

/** GUM's news and interviews of the development half. */
export const coreferenceDocuments = (): readonly Treebank[] =>
  readTreebank(readCorpusFile("treebank/gum-dev.conllu.gz")).filter(({ id }) => /_(?:news|interview)_/u.test(id));

/** What was found in each document, scored together, by head and by the very characters. */
export function scoreDocuments(
  documents: readonly Treebank[],
  chainsOf: (document: Treebank) => Chains,
): Readonly<Record<Matching, ChainScores>> {
  const scoreBy = (matching: Matching): ChainScores =>
    scoreChains(
      documents.map((document) => {
        const keys = keysOf(document, gumChains(document), chainsOf(document), matching);
        return countChains(keys.gold, keys.answer);
      }),
    );
  return { head: scoreBy("head"), exact: scoreBy("exact") };
}
