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
  crowd.findRelatives(names, scene);
  for (const name of names) {
    if (taken.has(name) || name.type === "group") continue;
    if (name.isLone && crowd.known(name).length !== 1) {
      taken.add(name);
      continue;
    }
    if (partOfBody(name, scene)) continue;
    const players = crowd.known(name).filter((player) => !crowd.isRelative(player, name) && !isOnlyFirst(player, name));
    const player = chosen(players, name, scene);
    if (player === undefined && players.length > 1 && players.some((one) => isFit(one, name))) {
      taken.add(name);
      doubt(name, players, cast);
      continue;
    }
    if (player === undefined && name.type !== "person") continue;
    taken.add(name);
    if (player === undefined) crowd.open(name);
    else player.names.push(name);
  }
  return names.filter((name) => !taken.has(name));
}

const byWords = (a: Name, b: Name): number => b.words.length - a.words.length || a.start - b.start;

const SUFFIX = /^(?:jr|sr|ii|iii|iv)$/;
const ownWords = ({ words }: Name): readonly string[] => words.filter((word) => !SUFFIX.test(word));
const isInitial = (word: string): boolean => /^\p{L}{1,2}$/u.test(word);

/** What is called a place or body elsewhere is nobody's first name alone. */
const isOnlyFirst = ({ names }: Player, { type, words }: Name): boolean =>
  (type === "place" || type === "organisation") && words.length === 1 && names.every((other) => ownWords(other).at(-1) !== words[0]);

/** "the Clinton campaign", "Trump Tower": a surname that only describes a body or a thing names nobody. */
function partOfBody({ run, type }: Name, { nodes }: Scene): boolean {
  return type !== "person" && nodes[run.end]?.upos === "PROPN";
}

/** The persons known by now, by each word of their names. */
class Crowd {
  readonly #byWord = new Map<string, Player[]>();
  /** The different names of each, as words. */
  readonly #names = new Map<Player, Map<string, readonly string[]>>();
  readonly #relatives = new Map<Player, string>();
  readonly #cast: Cast;

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  join(name: Name): void {
    this.#add(name, this.known(name).find((one) => isFit(one, name)) ?? this.#cast.add("person"));
  }

  /** Somebody new. */
  open(name: Name): void {
    this.#add(name, this.#cast.add("person"));
  }

  #add(name: Name, player: Player): void {
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

  /**
   * "Mr. Lind and the first lady, Eva Lind": who is first named in full behind a surname alone, in the same sentence,
   * is not whom the surname means.
   */
  findRelatives(names: readonly Name[], { nodes }: Scene): void {
    const sentence = (name: Name): number => nodes[name.head]?.sentence ?? -1;
    const alone = Map.groupBy(
      names.filter(({ words }) => words.length === 1),
      (name) => `${sentence(name)} ${name.words[0]}`,
    );
    for (const player of this.#names.keys()) {
      const first = player.names.reduce((a, b) => (a.start <= b.start ? a : b));
      const surname = ownWords(first).at(-1);
      const before = alone.get(`${sentence(first)} ${surname}`)?.some(({ start }) => start < first.start) ?? false;
      if (before && surname !== undefined) this.#relatives.set(player, surname);
    }
  }

  /** Whether a name is a surname alone that does not mean one who has it too. */
  isRelative(player: Player, { words }: Name): boolean {
    return words.length === 1 && this.#relatives.get(player) === words[0];
  }

  #namesOf(player: Player): readonly (readonly string[])[] {
    return [...(this.#names.get(player)?.values() ?? [])];
  }

  /** Everybody whose name this may be; the first of two surnames may stand alone, where it is nobody's last. */
  known(name: Name): readonly Player[] {
    const words = ownWords(name);
    const last = words.at(-1) ?? "";
    const having = this.#byWord.get(last) ?? [];
    const known = having.filter((player) => this.#namesOf(player).some((other) => isSamePerson(words, other)));
    if (known.length > 0 || words.length > 1) return known;
    return having.filter((player) => this.#namesOf(player).some((other) => other.indexOf(last) > 0));
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

/** Whether no title and no noun beside the names speaks against one bearer. */
function isFit(player: Player, name: Name): boolean {
  const [own, other] = [name.gender ?? name.hint, genderOf(player)];
  return own === undefined || other === undefined || own === other;
}

function chosen(players: readonly Player[], name: Name, scene: Scene): Player | undefined {
  const fit = players.filter((player) => isFit(player, name));
  if (fit.length <= 1) return fit[0];
  const own = fit.filter((player) => name.gender !== undefined && genderOf(player) === name.gender);
  if (own.length === 1) return own[0];
  const called = fit.filter((player) => player.names.some((other) => other.words.join(" ") === name.words.join(" ")));
  if (called.length === 1 && name.words.length === 1) return called[0];
  const introduced = fit.filter((player) => player.names.some((other) => other.start < name.start && (isWhole(other) || isAlone(player))));
  if (introduced.length === 1) return introduced[0];
  if (introduced.length === 0 && scene.nodes[name.head]?.inHeadline) return firstInTurn(fit);
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

/** Whom the text names first. */
const firstInTurn = (players: readonly Player[]): Player | undefined => {
  const start = ({ names }: Player): number => Math.min(...names.map((name) => name.start));
  return players.toSorted((a, b) => start(a) - start(b))[0];
};

const isAlone = (player: Player): boolean => !player.names.some(isWhole);
const isWhole = (name: Name): boolean => name.words.length > 1;

/** The pronoun that the titles before a person's names give, else the nouns beside them. */
export const genderOf = ({ names }: Player): Player["gender"] =>
  names.find(({ gender }) => gender !== undefined)?.gender ?? names.find(({ hint }) => hint !== undefined)?.hint;

function doubt(name: Name, players: readonly Player[], cast: Cast): void {
  const candidates = players.flatMap((player) => {
    const via = player.names[0];
    return via === undefined
      ? []
      : [{ player, via: { start: via.start, end: via.end, head: via.head, form: "name" as const, player }, score: 1 / players.length }];
  });
  cast.doubts.set(name.head, { span: name, candidates });
}
