import type { Cast, Mentioned } from "./cast.ts";
import { isPlural } from "./descriptions.ts";
import type { Node, Scene } from "./scene.ts";

/**
 * What a noun phrase says of what was mentioned right before it: as its apposition ("iodine, a mineral") or as what it is
 * said to be ("the harbour is the main employer"), unless that is denied, asked or supposed. One and many are never the same.
 */
export function sameBeside(node: Node, isPersonal: boolean, cast: Cast, scene: Scene): Mentioned | undefined {
  if (!/^(?:NOUN|PROPN)$/.test(node.upos)) return undefined;
  const found = cast.at(node.relation === "appos" ? node.head : subjectOf(node, scene));
  if (found === undefined || found.head >= node.number || found.player.plural !== isPlural(node)) return undefined;
  return isPersonal === found.player.type.endsWith("person") ? found : undefined;
}

/** The subject of a noun that is a predicate; −1 where it is none. */
function subjectOf(node: Node, { nodes }: Scene): number {
  const own = node.children.map((child) => nodes[child]).filter((child) => child !== undefined);
  const isCopular = own.some(({ relation }) => relation === "cop");
  const isDoubtful = own.some(
    ({ relation, lemma }) =>
      relation === "mark" || relation === "case" || lemma === "not" || lemma === "never" || lemma === "if" || lemma === "?",
  );
  return isCopular && !isDoubtful ? (own.find(({ relation }) => relation === "nsubj")?.number ?? -1) : -1;
}
