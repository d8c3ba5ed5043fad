import type { Mention } from "../article/article.ts";
import type { EntityType } from "../record/entity.ts";
import type { Cast, Mentioned, Player } from "./cast.ts";
import { isPlural } from "./descriptions.ts";
import { nounOf } from "./roles.ts";
import { headIn, type Node, type Scene, tokensIn } from "./scene.ts";

/** Things of one noun that are remembered, the latest. */
const MOST_OF_A_NOUN = 12;

/**
 * Happenings, objects and ideas that the text comes back to: a noun phrase means the one before with the same noun, unless
 * an article, a number, an owner or another adjective speaks against it.
 */
export class Things {
  readonly #cast: Cast;
  readonly #scene: Scene;
  readonly #byHead: ReadonlyMap<number, Mention>;
  readonly #byNoun = new Map<string, { readonly player: Player; readonly last: Mentioned; readonly told: Told }[]>();

  constructor(cast: Cast, scene: Scene) {
    this.#cast = cast;
    this.#scene = scene;
    this.#byHead = mentionsByHead(scene);
  }

  /** Takes note of the thing that a token heads, if the reader calls it one and it is nobody known. */
  meet(node: Node): void {
    const mention = this.#byHead.get(node.number);
    const isNoun = /^(?:NOUN|PROPN|VERB)$/.test(node.upos);
    if (mention === undefined || !isNoun || this.#cast.at(node.number) !== undefined) return;
    const told = this.#toldBy(node);
    const noun = `${nounOf(node)} ${isPlural(node) ? "s" : ""}`;
    const known = this.#byNoun.get(noun) ?? [];
    const found = known.findLast((other) => isSame(told, other.told));
    const player =
      found?.player ?? this.#cast.add(TYPES.get(mention.type) ?? "other", { plural: isPlural(node), label: mention, noun: nounOf(node) });
    const last = this.#cast.mention(player, mention, node.number, "description", found?.last);
    const words = new Set([...told.words, ...(found?.told.words ?? [])]);
    const wordings = new Set([...told.wordings, ...(found?.told.wordings ?? [])]);
    const next = { player, last, told: { ...told, words, wordings, owner: told.owner ?? found?.told.owner } };
    this.#byNoun.set(noun, [...known.filter((other) => other !== found), next].slice(-MOST_OF_A_NOUN));
  }

  /** Whether a token heads what tells a time. */
  isTime(node: Node): boolean {
    return this.#byHead.get(node.number)?.type === "time";
  }

  #toldBy(node: Node): Told {
    const { nodes } = this.#scene;
    const own = node.children.map((child) => nodes[child]).filter((child) => child !== undefined);
    const before = own.filter((child) => child.number < node.number);
    const det = before.find((child) => child.relation === "det");
    const owner = before.find((child) => child.relation === "nmod:poss");
    const words = new Set(before.filter(({ relation }) => /^(?:amod|compound|nummod|nmod:desc)$/.test(relation)).map(nounOf));
    for (const child of own) if (child.number > node.number && child.relation === "nmod") words.add(nounOf(child));
    const isNew = det !== undefined && !/^(?:the|this|that|these|those|both|all|such)$/.test(det.lower);
    return {
      isNew,
      isDefinite: owner !== undefined || (det !== undefined && !isNew),
      owner: ownerOf(owner, this.#cast),
      words,
      wordings: new Set([wordingOf(words)]),
    };
  }
}

interface Told {
  /** Behind "a", "some", "another". */
  readonly isNew: boolean;
  readonly isDefinite: boolean;
  readonly owner: Player | string | undefined;
  /** What stands before the noun, and the nouns behind it. */
  readonly words: ReadonlySet<string>;
  /** The same words, once for every set of them that it was told with. */
  readonly wordings: ReadonlySet<string>;
}

const wordingOf = (words: ReadonlySet<string>): string => [...words].sort().join(" ");

/** The owner, or the word that tells it where nobody is known by it. */
const ownerOf = (node: Node | undefined, cast: Cast): Player | string | undefined =>
  node === undefined ? undefined : (cast.at(node.number)?.player ?? node.lower);

function isSame(told: Told, before: Told): boolean {
  if (told.isNew) return false;
  if (told.owner !== undefined && before.owner !== undefined && told.owner !== before.owner) return false;
  if (![...told.words].every((word) => before.words.has(word))) return false;
  return told.isDefinite || before.wordings.has(wordingOf(told.words));
}

const TYPES: ReadonlyMap<Mention["type"], EntityType> = new Map([
  ["event", "event"],
  ["place", "place"],
  ["organisation", "organisation"],
  ["document", "document"],
] as const);

/** The reader's mentions that are no pronoun, no time and not left out, by the token that heads them, the longest of each. */
export function mentionsByHead(scene: Scene, isLeftOut: (mention: Mention) => boolean = isPerson): ReadonlyMap<number, Mention> {
  const byHead = new Map<number, Mention>();
  for (const mention of scene.mentions) {
    if (mention.form === "pronoun" || isLeftOut(mention)) continue;
    const { first, end } = tokensIn(scene, mention);
    const head = headIn(scene, first, end);
    if (head !== undefined && !byHead.has(head.number)) byHead.set(head.number, mention);
  }
  return byHead;
}

const isPerson = ({ type }: Mention): boolean => type === "person";
