import type { Cast, Mentioned } from "./cast.ts";
import type { Node, Scene } from "./scene.ts";

/** Who is joined by "and" at most; more are no couple but a list. */
const MOST_JOINED = 6;

/**
 * "Lind and Reyk", once the last of them is read: a group of persons or bodies that "they" may mean. It is an entity
 * only where something refers to it.
 */
export function joinedAt(node: Node, cast: Cast, scene: Scene): Mentioned | undefined {
  const first = node.relation === "conj" ? scene.nodes[node.head] : undefined;
  if (first === undefined || first.sentence !== node.sentence) return undefined;
  const joined = first.children.filter((child) => scene.nodes[child]?.relation === "conj");
  if (joined.at(-1) !== node.number || joined.length >= MOST_JOINED) return undefined;
  const members = [first.number, ...joined].map((number) => cast.at(number));
  const named = members.flatMap((one) => (one !== undefined && !one.player.plural ? [one] : []));
  if (named.length < members.length || new Set(named.map(({ player }) => player)).size < named.length) return undefined;
  const types = new Set(named.map(({ player }) => player.type.replace("unnamed-", "")));
  if (types.size > 1 || !/^(?:person|organisation|place)$/.test([...types].join())) return undefined;
  const span = { start: Math.min(...named.map(({ start }) => start)), end: Math.max(...named.map(({ end }) => end)) };
  const player = cast.add("group", { plural: true, members: named.map((one) => one.player), label: span });
  return { ...span, head: first.number, form: "description", player };
}
