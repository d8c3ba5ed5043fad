import type { Cast, Player, Role } from "./cast.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Node, Scene } from "./scene.ts";

/**
 * Gives every person and body the roles that the text gives them: before the name ("campaign manager Ana Lind"),
 * in apposition ("Ana Lind, the campaign manager,") and as a predicate ("Lind is the campaign manager").
 */
export function findRoles(cast: Cast, scene: Scene): void {
  for (const node of scene.nodes) {
    if (!isRoleNoun(node, scene.knowledge)) continue;
    const holder = holderBefore(node, cast, scene) ?? holderBeside(node, cast, scene);
    if (holder === undefined) continue;
    const role = roleAt(node, scene);
    holder.roles.push(role);
    holder.gender ??= scene.knowledge.roles.get(nounOf(node));
  }
}

/** The noun without the capital, number and full stop that it has as a title. */
export const nounOf = (node: Node): string => node.lemma.toLowerCase().replace(/\.$/, "");

function isRoleNoun(node: Node, { roles, titles, titleGender, kinds }: Knowledge): boolean {
  if (node.upos !== "NOUN" && node.upos !== "PROPN") return false;
  const noun = nounOf(node);
  return roles.has(noun) || (titles.has(noun) && !titleGender.has(noun)) || kinds.has(noun);
}

/** The bearer of a name that begins right behind the noun. */
function holderBefore(node: Node, cast: Cast, { nodes }: Scene): Player | undefined {
  const next = nodes[node.number + 1];
  if (next === undefined || next.sentence !== node.sentence) return undefined;
  const player = cast.playerFrom(next.number);
  return player?.type === "person" ? player : undefined;
}

/** Whoever the noun is an apposition or predicate of. */
function holderBeside(node: Node, cast: Cast, { nodes }: Scene): Player | undefined {
  if (node.relation === "appos") return personOr(cast, node.head);
  const named = node.children.find((child) => child > node.number && nodes[child]?.relation === "appos");
  if (named !== undefined) return personOr(cast, named);
  const isPredicate = node.children.some((child) => nodes[child]?.relation === "cop");
  const isDenied = node.children.some((child) => nodes[child]?.lemma === "not" || nodes[child]?.relation === "mark");
  if (!isPredicate || isDenied) return undefined;
  const subject = node.children.find((child) => nodes[child]?.relation === "nsubj");
  return subject === undefined ? undefined : personOr(cast, subject);
}

function personOr(cast: Cast, head: number): Player | undefined {
  const found = cast.at(head);
  return found?.form === "name" ? found.player : undefined;
}

/** The noun with what stands before it in its phrase, and with "of …" behind it. */
function roleAt(node: Node, { nodes, knowledge }: Scene): Role {
  let first = node.number;
  for (let at = first - 1; at >= 0; at--) {
    const before = nodes[at];
    if (before === undefined || before.sentence !== node.sentence || !/^(?:ADJ|NOUN|PROPN|PART|NUM)$/.test(before.upos)) break;
    first = at;
  }
  const last = lastOf(node, nodes);
  const withOthers = (words: readonly string[]) => new Set(words.flatMap((word) => [word, ...(knowledge.also.get(word) ?? [])]));
  const modifiers = withOthers(nodes.slice(first, last + 1).map(nounOf));
  const owner = node.children.find((child) => nodes[child]?.relation === "nmod:poss");
  const [start, end] = [nodes[first]?.start ?? node.start, nodes[last]?.end ?? node.end];
  return { start, end, nouns: withOthers([nounOf(node)]), modifiers, owner };
}

function lastOf(node: Node, nodes: readonly Node[]): number {
  const [link, next] = [nodes[node.number + 1], nodes[node.number + 2]];
  if (link?.lower !== "of" || next === undefined || link.sentence !== node.sentence) return node.number;
  let last = node.number + 2;
  while (/^(?:DET|ADJ|NOUN|PROPN|ADP)$/.test(nodes[last + 1]?.upos ?? "") && nodes[last + 1]?.sentence === node.sentence) last++;
  while (/^(?:DET|ADP)$/.test(nodes[last]?.upos ?? "")) last--;
  return last;
}
