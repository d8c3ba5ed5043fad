import type { Cast, Player } from "./cast.ts";
import type { Name } from "./names.ts";
import type { Scene } from "./scene.ts";

/**
 * Makes persons of names: full names first, then the parts of names that lead to one of them. Gives the names that
 * are left: those of no person, or of nobody with a full name.
 */
export function findPersons(names: readonly Name[], cast: Cast, scene: Scene): readonly Name[] {
  const crowd = new Crowd(cast);
  const taken = new Set<Name>();
  const byLength = names.filter((name) => name.type === "person" && !name.isLone && ownWords(name).length > 1).toSorted(byWords);
  for (const name of byLength) {
    taken.add(name);
    crowd.join(name);
  }
  for (const name of names) {
    if (taken.has(name) || name.type === "group") continue;
    if (name.isLone && crowd.known(name).length !== 1) {
      taken.add(name);
      continue;
    }
    if (partOfBody(name, scene)) continue;
    const players = crowd.known(name);
    const player = chosen(players, name, scene);
    if (player === undefined && players.length > 1) {
      taken.add(name);
      doubt(name, players, cast);
      continue;
    }
    if (player === undefined && name.type !== "person") continue;
    taken.add(name);
    if (player === undefined) crowd.join(name);
    else player.names.push(name);
  }
  return names.filter((name) => !taken.has(name));
}

const byWords = (a: Name, b: Name): number => b.words.length - a.words.length || a.start - b.start;

const SUFFIX = /^(?:jr|sr|ii|iii|iv)$/;
const ownWords = ({ words }: Name): readonly string[] => words.filter((word) => !SUFFIX.test(word));
const isInitial = (word: string): boolean => /^\p{L}{1,2}$/u.test(word);

/** "the Clinton campaign", "Trump Tower": a surname that only describes a body or a thing names nobody. */
function partOfBody({ run, type }: Name, { nodes }: Scene): boolean {
  return type !== "person" && nodes[run.end]?.upos === "PROPN";
}

/** The persons known by now, by each word of their names. */
class Crowd {
  readonly #byWord = new Map<string, Player[]>();
  /** The different names of each, as words. */
  readonly #names = new Map<Player, Map<string, readonly string[]>>();
  readonly #cast: Cast;

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  join(name: Name): void {
    const player = this.known(name)[0] ?? this.#cast.add("person");
    player.names.push(name);
    const words = ownWords(name);
    const different = this.#names.get(player) ?? new Map<string, readonly string[]>();
    this.#names.set(player, different.set(words.join(" "), words));
    for (const word of words) {
      const list = this.#byWord.get(word);
      if (list === undefined) this.#byWord.set(word, [player]);
      else if (!list.includes(player)) list.push(player);
    }
  }

  /** Everybody whose name this may be. */
  known(name: Name): readonly Player[] {
    const words = ownWords(name);
    const last = words.at(-1) ?? "";
    return (this.#byWord.get(last) ?? []).filter((player) =>
      [...(this.#names.get(player)?.values() ?? [])].some((other) => isSamePerson(words, other)),
    );
  }
}

/** Whether two names may be one person's: one is part of the other, or surnames and first names agree, initials counted. */
export function isSamePerson(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1) return long[0] === short[0] || long.at(-1) === short[0];
  if (long.at(-1) !== short.at(-1)) return short.every((word, at) => long[at] === word);
  if (short.every((word) => long.includes(word))) return true;
  const [first = "", other = ""] = [short[0], long[0]];
  const isSameFirst = first === other || ((isInitial(first) || isInitial(other)) && first[0] === other[0]);
  if (!isSameFirst) return false;
  const middles = [short.slice(1, -1), long.slice(1, -1)] as const;
  return middles[0].every((word) => middles[1].some((one) => one === word || one[0] === word[0])) || middles[1].length === 0;
}

/** How many times more often than the others one must be named in full to be meant by a name that several share. */
const LEADING = 2;

function chosen(players: readonly Player[], name: Name, scene: Scene): Player | undefined {
  const fit = players.filter((player) => name.gender === undefined || genderOf(player) === undefined || genderOf(player) === name.gender);
  if (fit.length <= 1) return fit[0];
  const own = fit.filter((player) => name.gender !== undefined && genderOf(player) === name.gender);
  if (own.length === 1) return own[0];
  const introduced = fit.filter((player) => player.names.some((other) => other.start < name.start && isWhole(other)));
  if (introduced.length === 1) return introduced[0];
  const among = introduced.length > 0 ? introduced : fit;
  const counts = among.map((player) => player.names.length);
  const best = Math.max(...counts);
  const leaders = among.filter((_, at) => counts[at] === best);
  const second = Math.max(0, ...counts.filter((count) => count !== best));
  if (leaders.length === 1 && best >= LEADING * second) return leaders[0];
  const paragraph = scene.text.lastIndexOf("\n", name.start);
  const near = among.filter((player) => player.names.some((other) => other.start > paragraph && other.start < name.start));
  return near.length === 1 ? near[0] : undefined;
}

const isWhole = (name: Name): boolean => name.words.length > 1;

/** The pronoun that the titles before a person's names give. */
export const genderOf = (player: Player): Player["gender"] => player.names.find(({ gender }) => gender !== undefined)?.gender;

function doubt(name: Name, players: readonly Player[], cast: Cast): void {
  const candidates = players.flatMap((player) => {
    const via = player.names[0];
    return via === undefined
      ? []
      : [{ player, via: { start: via.start, end: via.end, head: via.head, form: "name" as const, player }, score: 1 / players.length }];
  });
  cast.doubts.set(name.head, { span: name, candidates });
}
