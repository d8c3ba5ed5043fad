import type { Cast, Player } from "./cast.ts";
import { genderOf } from "./persons.ts";
import type { Scene } from "./scene.ts";

/** Sentences before a pronoun whose persons may be meant by it. */
const REACH_SENTENCES = 1;

/** Names before a pronoun that are looked at, at most. */
const REACH_NAMES = 40;

/** How far one pronoun must lead over the other, as a share of all votes, for it to be a person's. */
const LEAD = 0.6;

/** Votes that are needed, where a pronoun with one possible bearer is one vote and with two, half a vote each. */
const ENOUGH = 0.9;

/**
 * Gives each person the pronoun that the text uses: by title, by a noun such as "spokeswoman", else by the pronouns
 * that stand near the name when few others are there. Names themselves tell nothing.
 */
export function findGenders(cast: Cast, scene: Scene): void {
  for (const player of cast.players) player.gender ??= genderOf(player);
  for (let round = 0; round < 2; round++) vote(cast, scene);
}

function vote(cast: Cast, { nodes, knowledge }: Scene): void {
  const votes = new Map<Player, { he: number; she: number }>();
  let recent: { readonly player: Player; readonly sentence: number }[] = [];
  for (const node of nodes) {
    const found = cast.at(node.number);
    if (found?.form === "name" && found.player.type === "person") recent.push({ player: found.player, sentence: node.sentence });
    const stands = node.upos === "PRON" ? knowledge.pronouns.get(node.lower) : undefined;
    if (stands !== "he" && stands !== "she") continue;
    recent = recent.slice(-REACH_NAMES).filter(({ sentence }) => node.sentence - sentence <= REACH_SENTENCES);
    const here = [...new Set(recent.map(({ player }) => player))].filter(({ gender }) => gender === undefined || gender === stands);
    if (here.some(({ gender }) => gender === stands)) continue;
    for (const player of here) {
      const count = votes.get(player) ?? { he: 0, she: 0 };
      count[stands] += 1 / here.length ** 2;
      votes.set(player, count);
    }
  }
  for (const [player, { he, she }] of votes)
    if (he + she >= ENOUGH && Math.abs(he - she) >= LEAD * (he + she)) player.gender = he > she ? "he" : "she";
}
