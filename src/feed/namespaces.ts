import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";

/** Short names of namespaces, by the namespace in lower case without scheme and final slash. */
export type Namespaces = ReadonlyMap<string, string>;

/** @throws SaysoError E_RESOURCE, E_LEXICON. */
export async function readNamespaces(resources: Resources): Promise<Namespaces> {
  const rows = await readLexicon(resources, "data/feed/namespaces.tsv", ["namespace", "name"]);
  return new Map(rows.map(({ namespace, name }) => [namespace, name]));
}
