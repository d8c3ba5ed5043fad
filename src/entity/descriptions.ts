import type { EntityType } from "../record/entity.ts";
import type { Span } from "../text/span.ts";
import { type Cast, fullestName, type Mentioned, type Player } from "./cast.ts";
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
export function describe(node: Node, kind: EntityType, cast: Cast, scene: Scene, recent: readonly Mentioned[]): void {
  if (cast.at(node.number) !== undefined) return;
  const span = phraseOf(node, scene);
  const beside = besideName(node, cast, scene);
  if (beside !== undefined) {
    cast.mention(beside.player, span, node.number, "description", beside);
    return;
  }
  const definite = isDefinite(node, scene);
  const candidates = definite ? candidatesFor(node, kind, cast, scene, recent) : [];
  const [best, second] = candidates;
  if (best !== undefined && (second === undefined || best.fit > second.fit)) {
    cast.mention(best.via.player, span, node.number, "description", best.via);
    return;
  }
  if (best !== undefined)
    cast.doubts.set(node.number, {
      span,
      candidates: candidates
        .slice(0, 4)
        .map(({ via, fit }) => ({ player: via.player, via, score: fit / candidates.reduce((sum, one) => sum + one.fit, 0) })),
    });
  const player = cast.add(kind, { plural: isPlural(node), gender: scene.knowledge.roles.get(nounOf(node)), label: span });
  cast.mention(player, span, node.number, "description");
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

function isDefinite(node: Node, { nodes }: Scene): boolean {
  const dets = node.children.map((child) => nodes[child]).filter((child) => child !== undefined && child.number < node.number);
  return dets.some((child) => /^(?:the|this|that|these|those)$/.test(child?.lower ?? ""));
}

interface Fit {
  readonly via: Mentioned;
  readonly fit: number;
}

/** Whoever the description fits, best first; each entity once. */
function candidatesFor(node: Node, kind: EntityType, cast: Cast, scene: Scene, recent: readonly Mentioned[]): readonly Fit[] {
  const noun = nounOf(node);
  const words = node.children
    .map((child) => scene.nodes[child])
    .filter((child) => child !== undefined && child.number < node.number && /^(?:amod|compound|nmod:desc)$/.test(child.relation))
    .map((child) => child?.lemma ?? "");
  const fits = new Map<Player, Fit>();
  for (let back = recent.length - 1; back >= Math.max(0, recent.length - REACH_MENTIONS); back--) {
    const via = recent[back];
    if (via === undefined || fits.has(via.player) || via.player.plural !== isPlural(node)) continue;
    const fit = fitOf(noun, words, via.player, kind, scene);
    if (fit <= 0) continue;
    const sentences = node.sentence - (scene.nodes[via.head]?.sentence ?? 0);
    fits.set(via.player, { via, fit: fit + (fit >= 1 && sentences <= FRESH_SENTENCES && fits.size === 0 ? 0.5 : 0) });
  }
  if (fits.size === 0)
    for (const player of cast.holders(noun)) {
      const [first] = player.mentions;
      if (first === undefined || player.plural !== isPlural(node) || player.names.length === 0) continue;
      const fit = fitOf(noun, words, player, kind, scene);
      if (fit > 0) fits.set(player, { via: first, fit });
    }
  return [...fits.values()].sort((a, b) => b.fit - a.fit);
}

/** How well "the Nordholm mayor" fits a mayor of whom no place is told. */
const BY_PLACE = 0.5;

/** How well a noun with its modifiers fits what is known of an entity; 0 when it does not. */
function fitOf(noun: string, words: readonly string[], player: Player, kind: EntityType, scene: Scene): number {
  const isPersonal = kind === "unnamed-person";
  if (isPersonal !== (player.type === "person" || player.type === "unnamed-person")) return 0;
  const roles = player.roles.filter((role) => role.nouns.has(noun));
  const nameHas = !isPersonal && player.names.some((name) => name.words.includes(noun));
  const label = player.label === undefined ? [] : scene.text.slice(player.label.start, player.label.end).toLowerCase().split(/\s+/);
  const labelHas = player.names.length === 0 && label.at(-1) === noun;
  if (roles.length === 0 && !nameHas && !labelHas) return 0;
  const known = new Set([...roles.flatMap(({ modifiers }) => [...modifiers]), ...(fullestName(player)?.words ?? []), ...label]);
  const agreeing = words.filter((word) => known.has(word.toLowerCase())).length;
  if (words.length > 0 && agreeing === 0) return words.every((word) => /^\p{Lu}/u.test(word)) && roles.length > 0 ? BY_PLACE : 0;
  const isFormer = words.includes("former") !== roles.some(({ modifiers }) => modifiers.has("former"));
  return 1 + agreeing - (isFormer ? 0.4 : 0);
}
