import type { EntityType } from "../record/entity.ts";
import type { Cast, Player } from "./cast.ts";
import type { Name } from "./names.ts";
import type { Scene } from "./scene.ts";

/**
 * Makes organisations, places and groups of the names that are no person's: the same words, an acronym ("S.E.C." after
 * "Securities and Exchange Commission"), or the beginning or end of a longer name.
 */
export function findBodies(names: readonly Name[], cast: Cast, scene: Scene): void {
  const byWords = new Map<string, Player>();
  const byShort = new Map<string, Player[]>();
  const open = (name: Name, key: string): Player => {
    const player = cast.add(typeOf(name, scene), { plural: name.type === "group" });
    byWords.set(key, player);
    for (const short of shortsOf(name, scene)) {
      const list = byShort.get(short);
      if (list === undefined) byShort.set(short, [player]);
      else if (!list.includes(player)) list.push(player);
    }
    return player;
  };
  const shorts: Name[] = [];
  let before: { readonly name: Name; readonly player: Player } | undefined;
  for (const name of names) {
    const key = keyOf(name);
    if (before !== undefined && isParenthesis(before.name, name, scene.text)) {
      before.player.names.push(name);
      byWords.set(key, before.player);
      continue;
    }
    before = undefined;
    const known = byWords.get(key);
    if (known === undefined && name.words.length === 1 && name.type !== "group") {
      shorts.push(name);
      continue;
    }
    const player = known ?? open(name, key);
    player.names.push(name);
    before = { name, player };
  }
  for (const name of shorts) {
    const key = keyOf(name);
    const longer = byShort.get(key) ?? [];
    const player =
      byWords.get(key) ?? (longer.length === 1 && (isAcronym(name, scene.text) || name.type !== "place") ? longer[0] : undefined);
    if (player === undefined) open(name, key).names.push(name);
    else player.names.push(name);
  }
}

/** "Nordholm Harbour Authority (NHA)": a short name of capitals in brackets behind a long one. */
const isParenthesis = (long: Name, short: Name, text: string): boolean =>
  long.words.length > 1 &&
  text.slice(long.end, short.start) === " (" &&
  text[short.end] === ")" &&
  /^[\p{Lu}.]+$/u.test(text.slice(short.start, short.end));

const keyOf = ({ words }: Name): string => words.filter((word) => word !== "the").join(" ");

function typeOf(name: Name, { knowledge, nodes }: Scene): EntityType {
  if (name.type !== undefined) return name.type;
  const last = name.words.at(-1) ?? "";
  if (knowledge.kinds.get(last) === "document") return "document";
  return nodes[name.head]?.relation === "nsubj" || knowledge.kinds.has(last) ? "organisation" : "place";
}

const isAcronym = (name: Name, text: string): boolean => /^(?:\p{Lu}\.?){2,6}s?$/u.test(text.slice(name.start, name.end));

/** The acronym of a name of several words, its first word and its last, where they are no common word of bodies. */
function shortsOf(name: Name, { text, knowledge }: Scene): readonly string[] {
  if (name.words.length < 2 || name.type === "place") return [];
  const capitals = text.slice(name.start, name.end).match(/(?<![\p{L}.])\p{Lu}/gu) ?? [];
  const ends = [name.words[0] ?? "", name.words.at(-1) ?? ""].filter((word) => word.length > 3 && !knowledge.peoples.has(word));
  return [capitals.length > 1 ? capitals.join("").toLowerCase() : "", ...ends].filter(Boolean);
}
