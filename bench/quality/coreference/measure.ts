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

/** How well a house finds which mentions of those documents mean the same. */
export async function measureCoreference(house: { chains(text: string): Promise<Chains> }): Promise<ReturnType<typeof scoreDocuments>> {
  const documents = coreferenceDocuments();
  const chains = new Map<string, Chains>();
  for (const { id, text } of documents) chains.set(id, await house.chains(text));
  return scoreDocuments(documents, ({ id }) => chains.get(id) ?? []);
}
