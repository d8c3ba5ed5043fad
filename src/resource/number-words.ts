import { readLexicon } from "./lexicon.ts";
import type { Resources } from "./resources.ts";

/** Words that say how many, in lower case. @throws SaysoError E_RESOURCE, E_LEXICON. */
export async function readNumberWords(resources: Resources): Promise<ReadonlySet<string>> {
  const rows = await readLexicon(resources, "data/lexicon/en/number-word.tsv", ["word"]);
  return new Set(rows.map(({ word }) => word));
}
