import type { EntityType, ReferenceForm } from "../record/entity.ts";
import { type Span, slice } from "../text/span.ts";
import type { Gender } from "./knowledge.ts";
import type { Name } from "./names.ts";

/** One mention while entities are found. */
export interface Mentioned extends Span {
  /** Number of the token that the others hang on. */
  readonly head: number;
  readonly form: ReferenceForm;
  readonly player: Player;
  /** The mention that this one was resolved by; absent where it is the first or a full name. */
  readonly via?: Mentioned;
  /** Whether it only adds what the one just mentioned also is, so that nobody is called by it. */
  readonly isAside?: boolean;
}

/** One entity while it is being found. */
export interface Player {
  readonly number: number;
  type: EntityType;
  /** Every name as written, in order of the text. */
  readonly names: Name[];
  readonly mentions: Mentioned[];
  readonly roles: Role[];
  gender: Gender | undefined;
  readonly plural: boolean;
  /** Who a plural is made of, as far as known. */
  readonly members: Player[];
  /** The fullest of its names, once all are known. */
  full?: Name;
  /** What it is called where it has no name. */
  readonly label: Span | undefined;
  /** The noun of the description that it was found by, where it has no name. */
  readonly noun: string | undefined;
  /** Whose it is: "Lind's campaign". */
  readonly owner: Player | undefined;
}

/** What is known of an entity when it is found. */
export interface Known {
  readonly plural?: boolean;
  readonly gender?: Gender | undefined;
  readonly members?: Player[];
  readonly label?: Span;
  readonly noun?: string;
  readonly owner?: Player | undefined;
}

/** Words that tell an office or standing, with the lemma of their noun and of what describes it. */
export interface Role extends Span {
  readonly nouns: ReadonlySet<string>;
  readonly modifiers: ReadonlySet<string>;
  /** Number of the token that tells whose: "Lind's lawyer". */
  readonly owner: number | undefined;
}

/** A pronoun, name or description that may mean several. */
export interface Doubt {
  readonly span: Span;
  readonly candidates: readonly { readonly player: Player; readonly via: Mentioned; readonly score: number }[];
}

/** Entities that one noun may mean, at most. */
const MOST_HOLDERS = 50;

/** The entities of one article as they are being found, and who is meant by the noun phrase that a token heads. */
export class Cast {
  readonly players: Player[] = [];
  readonly #byHead = new Map<number, Mentioned>();
  readonly #byStart = new Map<number, Player>();
  readonly #byNoun = new Map<string, Set<Player>>();
  readonly doubts = new Map<number, Doubt>();

  add(type: EntityType, more: Known = {}): Player {
    const player: Player = {
      number: this.players.length,
      type,
      names: [],
      mentions: [],
      roles: [],
      gender: more.gender,
      plural: more.plural ?? false,
      members: more.members ?? [],
      label: more.label,
      noun: more.noun,
      owner: more.owner,
    };
    this.players.push(player);
    return player;
  }

  /** Notes a mention; a token heads only one, the first noted. */
  mention(player: Player, span: Span, head: number, form: ReferenceForm, via?: Mentioned, isAside = false): Mentioned {
    const { start, end } = span;
    const mentioned: Mentioned = { start, end, head, form, player, ...(via === undefined ? {} : { via }), ...(isAside ? { isAside } : {}) };
    player.mentions.push(mentioned);
    if (!this.#byHead.has(head)) this.#byHead.set(head, mentioned);
    return mentioned;
  }

  /** Lets another token of the same phrase lead to a mention, unless it leads to one already. */
  alias(head: number, mentioned: Mentioned): void {
    if (!this.#byHead.has(head)) this.#byHead.set(head, mentioned);
  }

  /** Notes where a name begins, so that what stands right before it is known to be its bearer's. */
  begins(token: number, player: Player): void {
    this.#byStart.set(token, player);
  }

  /** Notes that a noun tells an office of an entity, or stands in its name. */
  holds(noun: string, player: Player): void {
    const known = this.#byNoun.get(noun);
    if (known === undefined) this.#byNoun.set(noun, new Set([player]));
    else if (known.size < MOST_HOLDERS) known.add(player);
  }

  /** Who may be meant by a noun, in the order in which they were found. */
  holders(noun: string): Iterable<Player> {
    return this.#byNoun.get(noun) ?? [];
  }

  /** Whose name begins with a token. */
  playerFrom(token: number): Player | undefined {
    return this.#byStart.get(token);
  }

  /** Whom the noun phrase means that a token heads. */
  at(head: number): Mentioned | undefined {
    return this.#byHead.get(head);
  }
}

/** The fullest name: most words; of those, the longest as written; of those, the first. */
export function fullestName({ names, full }: Player): Name | undefined {
  if (full !== undefined) return full;
  return names.reduce<Name | undefined>((best, name) => (best === undefined ? name : longer(best, name)), undefined);
}

function longer(best: Name, name: Name): Name {
  if (name.words.length !== best.words.length) return name.words.length > best.words.length ? name : best;
  return name.end - name.start > best.end - best.start ? name : best;
}

/** The fullest name, else the words of the fullest description. */
export function calledOf(player: Player, text: string): string {
  const span = fullestName(player) ?? fullestLabel(player, text);
  return span === undefined ? "" : slice(text, span).replace(/\s+/g, " ");
}

/** The longest description that leans on no pronoun; else the first. */
export function fullestLabel({ label, mentions }: Player, text: string): Span | undefined {
  const own = mentions.filter(
    (one) => one.form === "description" && one.isAside !== true && !/^(?:his|her|its|their|our|my|your)\s/i.test(slice(text, one)),
  );
  return (
    own.reduce<Span | undefined>(
      (best, one) => (best === undefined || one.end - one.start > best.end - best.start ? one : best),
      undefined,
    ) ??
    label ??
    mentions[0]
  );
}
