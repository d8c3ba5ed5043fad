import type { EntityType } from "../record/entity.ts";
import type { Span } from "../text/span.ts";
import { type Cast, fullestName, type Mentioned, type Player } from "./cast.ts";
import { scoredFor } from "./pronouns.ts";
import { nounOf } from "./roles.ts";
import type { Node, Scene } from "./scene.ts";

/** Mentions back among which a description finds what it means, before the holders of its office are asked. */
const REACH_MENTIONS = 400;

/** Sentences back within which a description without any other sign still means the last one it fits. */
const FRESH_SENTENCES = 2;

/** What a description is of; `undefined` when its noun tells of no source. */
export function kindOf(node: Node, { knowledge }: Scene, isPerson: (node: Node) => boolean): EntityType | undefined {
  const noun = nounOf(node);
  if (!/^(?:NOUN|PROPN)$/.test(node.upos)) return undefined;
  const isCommon = node.upos === "NOUN" || /^NNS?$/.test(node.xpos) || /^\p{Ll}/u.test(node.form);
  if (!isCommon && !knowledge.peoples.has(noun) && !knowledge.titles.has(noun)) return undefined;
  const plural = isPlural(node);
  if (knowledge.peoples.has(noun)) return plural ? "group" : "unnamed-person";
  const kind = knowledge.kinds.get(noun);
  if (kind === "group") return "unnamed-group";
  if (knowledge.roles.has(noun) || knowledge.titles.has(noun)) return plural ? "unnamed-group" : "unnamed-person";
  if (kind !== undefined) return kind;
  return isPerson(node) ? (plural ? "unnamed-group" : "unnamed-person") : undefined;
}

export const isPlural = ({ xpos, feats }: Node): boolean => xpos.endsWith("S") || feats.includes("Number=Plur");

/** Resolves one description: to whoever holds the role it tells, to the body it shortens, or to somebody new. */
export function describe(
  node: Node,
  kind: EntityType,
  cast: Cast,
  scene: Scene,
  recent: readonly Mentioned[],
  sources: ReadonlySet<number>,
): void {
  if (cast.at(node.number) !== undefined) return;
  const span = phraseOf(node, scene);
  const beside = besideName(node, cast, scene);
  if (beside !== undefined) {
    if (node.relation === "nmod:desc") cast.alias(node.number, beside);
    else cast.mention(beside.player, span, node.number, "description", beside);
    return;
  }
  const owner = ownerOf(node, cast, scene);
  const definite = owner !== undefined || isDefinite(node, kind, scene);
  const candidates = definite ? candidatesFor(node, kind, owner, cast, scene, recent) : [];
  const [best, second] = candidates;
  const isClear = best !== undefined && (second === undefined || best.fit > second.fit || (isNameless(best) && isNameless(second)));
  const via = isClear
    ? best.via
    : best === undefined && definite && owner === undefined
      ? onlyInMind(node, kind, scene, recent, sources)
      : undefined;
  if (via !== undefined) {
    cast.mention(via.player, span, node.number, "description", via);
    return;
  }
  if (best !== undefined)
    cast.doubts.set(node.number, {
      span,
      candidates: candidates
        .slice(0, 4)
        .map(({ via: one, fit }) => ({ player: one.player, via: one, score: fit / candidates.reduce((sum, other) => sum + other.fit, 0) })),
    });
  const noun = nounOf(node);
  const player = cast.add(kind, { plural: isPlural(node), gender: scene.knowledge.roles.get(noun), label: span, noun, owner });
  cast.mention(player, span, node.number, "description");
}

const isNameless = ({ via }: Fit): boolean => via.player.names.length === 0;

/** Whose it is: the name before "'s", before the noun, or behind "of" and "for". */
function ownerOf(node: Node, cast: Cast, { nodes }: Scene): Player | undefined {
  const child =
    node.children.find((one) => nodes[one]?.relation === "nmod:poss") ?? node.children.find((one) => nodes[one]?.relation === "compound");
  const player = child === undefined ? undefined : cast.at(child)?.player;
  return player === undefined || player.type === "group" || player.type === "place" ? undefined : player;
}

/** Sentences back within which somebody in everybody's mind is meant by a new word. */
const IN_MIND_SENTENCES = 2;

/** By how much who is in mind must lead over everybody else, in the units of a pronoun's weights; tried on polnear-dev. */
const IN_MIND_LEAD = 0.5;

/**
 * "The 52-year-old sailor", "the agency": a new word for whoever the text was just speaking of, when only one is. Holds
 * for subjects and sources that describe their bearer before the noun, or name a kind of body.
 */
function onlyInMind(
  node: Node,
  kind: EntityType,
  scene: Scene,
  recent: readonly Mentioned[],
  sources: ReadonlySet<number>,
): Mentioned | undefined {
  if (isPlural(node) || node.inHeadline || !(node.relation.startsWith("nsubj") || sources.has(node.number))) return undefined;
  if (node.children.some((child) => child > node.number && /^(?:nmod|acl|acl:relcl)$/.test(scene.nodes[child]?.relation ?? "")))
    return undefined;
  const noun = nounOf(node);
  const body = scene.knowledge.bodies.get(noun);
  const gender = scene.knowledge.roles.get(noun);
  const isPersonal = kind === "unnamed-person";
  const isModified = node.children.some((child) => child < node.number && /^(?:amod|compound)$/.test(scene.nodes[child]?.relation ?? ""));
  if (isPersonal ? !isModified : body === undefined) return undefined;
  const [best, second] = scoredFor(
    node,
    (player) =>
      player.names.length > 0 &&
      (isPersonal
        ? player.type === "person" && (gender === undefined || player.gender === undefined || player.gender === gender)
        : player.type === body?.type),
    scene,
    recent,
    sources,
  );
  if (best === undefined || node.sentence - (scene.nodes[best.via.head]?.sentence ?? 0) > IN_MIND_SENTENCES) return undefined;
  return second === undefined || best.score - second.score >= IN_MIND_LEAD ? best.via : undefined;
}

/** A description in apposition to a name, or the head that a name is the apposition of. */
function besideName(node: Node, cast: Cast, { nodes }: Scene): Mentioned | undefined {
  const heads = [
    node.relation === "appos" || node.relation === "nmod:desc" ? node.head : -1,
    ...node.children.filter((child) => nodes[child]?.relation === "appos"),
  ];
  const found = heads.map((head) => cast.at(head)).find((mentioned) => mentioned?.form === "name");
  if (found === undefined) return undefined;
  return found.player.type === "person" || found.player.type === "organisation" ? found : undefined;
}

/** From the leftmost word of the noun's own phrase to the noun, and its "of …" where one follows. */
export function phraseOf(node: Node, { nodes }: Scene): Span {
  let first = node.number;
  for (let at = first - 1; at >= 0; at--) {
    const before = nodes[at];
    if (before === undefined || before.sentence !== node.sentence) break;
    if (
      !isUnder(before, node, nodes) ||
      (/^(?:PUNCT|VERB|ADP|CCONJ|SCONJ|AUX)$/.test(before.upos) &&
        before.relation !== "amod" &&
        !/^[-’']/.test(before.form) &&
        before.relation !== "punct")
    )
      break;
    first = at;
  }
  while (first < node.number && (nodes[first]?.upos === "PUNCT" || nodes[first]?.lemma === "not")) first++;
  return { start: nodes[first]?.start ?? node.start, end: nodes[tailOf(node, nodes)]?.end ?? node.end };
}

/** Tokens that a description goes on for behind its noun, at most. */
const LONGEST_TAIL = 12;

/** The last token of the prepositional phrases that hang on a noun, up to a comma, clause or verb. */
function tailOf(node: Node, nodes: readonly Node[]): number {
  let last = node.number;
  for (let at = last + 1; at <= node.number + LONGEST_TAIL; at++) {
    const here = nodes[at];
    if (here === undefined || here.sentence !== node.sentence || !/^(?:ADP|DET|ADJ|NOUN|PROPN|NUM|PART|CCONJ)$/.test(here.upos)) break;
    if (at === node.number + 1 && here.upos !== "ADP") break;
    if (!isUnder(here, node, nodes)) break;
    if (/^(?:NOUN|PROPN|NUM)$/.test(here.upos)) last = at;
  }
  return last;
}

function isUnder(node: Node, top: Node, nodes: readonly Node[]): boolean {
  let at: Node | undefined = node;
  for (let steps = 0; at !== undefined && steps < 6; steps++) {
    if (at.number === top.number) return true;
    at = nodes[at.head];
  }
  return false;
}

/** With "the" or "this"; a body in the singular also without any article ("police said"). */
function isDefinite(node: Node, kind: EntityType, { nodes }: Scene): boolean {
  const dets = node.children.map((child) => nodes[child]).filter((child) => child !== undefined && child.number < node.number);
  if (dets.some((child) => /^(?:the|this|that|these|those)$/.test(child?.lower ?? ""))) return true;
  return kind === "organisation" && !isPlural(node) && dets.length === 0;
}

interface Fit {
  readonly via: Mentioned;
  readonly fit: number;
}

/** Whoever the description fits, best first; each entity once. */
function candidatesFor(
  node: Node,
  kind: EntityType,
  owner: Player | undefined,
  cast: Cast,
  scene: Scene,
  recent: readonly Mentioned[],
): readonly Fit[] {
  const noun = nounOf(node);
  const words = node.children
    .map((child) => scene.nodes[child])
    .filter((child) => child !== undefined && child.number < node.number && /^(?:amod|compound|nmod:desc)$/.test(child.relation))
    .map((child) => child?.lemma ?? "")
    .filter((word) => owner === undefined || !owner.names.some((name) => name.words.includes(word.toLowerCase())));
  const told = { noun, words, kind, owner, sentence: node.sentence };
  const fits = new Map<Player, Fit>();
  for (let back = recent.length - 1; back >= Math.max(0, recent.length - REACH_MENTIONS); back--) {
    const via = recent[back];
    if (via === undefined || fits.has(via.player) || via.player.plural !== isPlural(node)) continue;
    const fit = fitOf(told, via.player, cast, scene);
    if (fit <= 0) continue;
    const sentences = node.sentence - (scene.nodes[via.head]?.sentence ?? 0);
    fits.set(via.player, { via, fit: fit + (fit >= 1 && sentences <= FRESH_SENTENCES && fits.size === 0 ? 0.5 : 0) });
  }
  if (fits.size === 0)
    for (const player of cast.holders(noun)) {
      const [first] = player.mentions;
      if (first === undefined || player.plural !== isPlural(node) || player.names.length === 0) continue;
      const fit = fitOf(told, player, cast, scene);
      if (fit > 0) fits.set(player, { via: first, fit });
    }
  return [...fits.values()].sort((a, b) => b.fit - a.fit);
}

/** How well "the Nordholm mayor" fits a mayor of whom no place is told. */
const BY_PLACE = 0.5;

/** How well a body's kind fits one whose name tells it by another word. */
const BY_KIND = 0.8;

/** What a description tells. */
interface Told {
  readonly noun: string;
  readonly words: readonly string[];
  readonly kind: EntityType;
  readonly owner: Player | undefined;
}

/** How well a noun with its modifiers fits what is known of an entity; 0 when it does not. */
function fitOf({ noun, words, kind, owner }: Told, player: Player, cast: Cast, scene: Scene): number {
  const isPersonal = kind === "unnamed-person";
  if (isPersonal !== (player.type === "person" || player.type === "unnamed-person")) return 0;
  const roles = player.roles.filter((role) => role.nouns.has(noun));
  const ofOwner = roles.some((role) => role.owner !== undefined && cast.at(role.owner)?.player === owner);
  if (owner !== undefined && !(player.owner === owner && player.noun === noun) && !ofOwner) return 0;
  const nameHas = !isPersonal && player.names.some((name) => name.words.includes(noun));
  const isOfKind = !isPersonal && !nameHas && words.length === 0 && namesKind(noun, player, scene);
  const labelHas = player.names.length === 0 && player.noun === noun;
  if (roles.length === 0 && !nameHas && !labelHas) return isOfKind ? BY_KIND : 0;
  const label = player.label === undefined ? [] : scene.text.slice(player.label.start, player.label.end).toLowerCase().split(/\s+/);
  const known = new Set([...roles.flatMap(({ modifiers }) => [...modifiers]), ...(fullestName(player)?.words ?? []), ...label]);
  const agreeing = words.filter((word) => known.has(word.toLowerCase())).length;
  if (words.length > 0 && agreeing === 0) return words.every((word) => /^\p{Lu}/u.test(word)) && roles.length > 0 ? BY_PLACE : 0;
  const isFormer = words.includes("former") !== roles.some(({ modifiers }) => modifiers.has("former"));
  return 1 + agreeing - (isFormer ? 0.4 : 0);
}

/** Whether one word of a body's name tells its kind, as "Office" tells an agency. */
function namesKind(noun: string, player: Player, { knowledge }: Scene): boolean {
  const body = knowledge.bodies.get(noun);
  return body !== undefined && body.type === player.type && (fullestName(player)?.words ?? []).some((word) => body.words.has(word));
}
