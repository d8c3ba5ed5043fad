import type { Cast, Mentioned, Player } from "./cast.ts";
import type { Gender, Stands } from "./knowledge.ts";
import type { Node, Scene } from "./scene.ts";

/** Sentences back within which a pronoun finds what it stands for. */
const REACH_SENTENCES = 4;

/** Mentions back that are looked at, at most, however long the sentences are. */
const REACH_MENTIONS = 200;

/** By how much the best must lead over the second, in the units of the weights below, to be meant. */
const MARGIN = 0.25;

/** Weights of what speaks for one mention as the antecedent of a pronoun; tried on polnear-dev. */
const WEIGHT = {
  sentenceBack: -0.7,
  subject: 0.6,
  passiveSubject: 0.8,
  source: 0.8,
  possessive: 0.1,
  quotedApart: -1.5,
  headline: -1,
  knownGender: 0.8,
  often: 0.2,
  parallel: 0.3,
  unnamed: -0.3,
  placeAsIt: -0.6,
};

/** One who may be meant; the score has no fixed scale. */
export interface Scored {
  readonly player: Player;
  readonly via: Mentioned;
  readonly score: number;
}

/** Resolves a pronoun of the third person among what was mentioned before it; in doubt, it notes the candidates. */
export function refer(
  node: Node,
  stands: Stands,
  cast: Cast,
  scene: Scene,
  recent: readonly Mentioned[],
  sources: ReadonlySet<number>,
): void {
  if (cast.at(node.number) !== undefined) return;
  if (stands === "relative") {
    relative(node, cast, scene);
    return;
  }
  if (stands !== "he" && stands !== "she" && stands !== "they" && stands !== "it") return;
  const scored = scoredFor(
    node,
    (player) => fits(player, stands) && (!sources.has(node.number) || canSpeak(player)),
    scene,
    recent,
    sources,
    stands,
  );
  const [best, second] = scored;
  if (best === undefined) return;
  if (second === undefined || best.score - second.score >= MARGIN) {
    if (best.player.members.length > 0 && !best.player.mentions.includes(best.via)) best.player.mentions.push(best.via);
    cast.mention(best.player, node, node.number, "pronoun", best.via);
    return;
  }
  const near = scored.filter(({ score, player }) => best.score - score < 1 && player.members.length === 0).slice(0, 4);
  const sum = near.reduce((all, { score }) => all + Math.exp(score), 0);
  cast.doubts.set(node.number, { span: node, candidates: near.map((one) => ({ ...one, score: Math.exp(one.score) / sum })) });
}

/** "who", "which": the noun that the relative clause hangs on. */
function relative(node: Node, cast: Cast, { nodes }: Scene): void {
  let at: Node | undefined = node;
  for (let steps = 0; at !== undefined && steps < 8; steps++) {
    if (at.relation === "acl:relcl" || at.relation === "acl") break;
    at = nodes[at.head];
  }
  const found = (at === undefined || at.head < 0 ? undefined : cast.at(at.head)) ?? mentionBefore(node, cast, nodes);
  if (found !== undefined) cast.mention(found.player, node, node.number, "pronoun", found);
}

/** What is mentioned right before a relative pronoun, but for a comma and a preposition. */
function mentionBefore(node: Node, cast: Cast, nodes: readonly Node[]): Mentioned | undefined {
  let at = node.number - 1;
  while (at >= 0 && node.number - at <= 3 && /^(?:PUNCT|ADP)$/.test(nodes[at]?.upos ?? "")) at--;
  const last = nodes[at];
  if (last === undefined || last.sentence !== node.sentence) return undefined;
  const found = cast.at(at) ?? (last.relation === "flat" ? cast.at(last.head) : undefined);
  return found !== undefined && found.end >= last.end ? found : undefined;
}

/** Whether what is found may say something. */
const canSpeak = ({ type }: Player): boolean => type !== "event" && type !== "other";

function fits(player: Player, stands: Gender | "they" | "it"): boolean {
  const isPerson = player.type === "person" || player.type === "unnamed-person";
  if (stands === "they") return player.plural || player.type === "organisation" || player.type === "group";
  if (stands === "it") return !isPerson && !player.plural;
  return isPerson && !player.plural && (player.gender === undefined || player.gender === stands);
}

/** Everybody before a pronoun or noun that it may stand for, likeliest first, each with the mention that speaks most for it. */
export function scoredFor(
  node: Node,
  isFit: (player: Player) => boolean,
  scene: Scene,
  recent: readonly Mentioned[],
  sources: ReadonlySet<number>,
  stands?: Gender | "they" | "it",
): readonly Scored[] {
  const best = new Map<Player, Scored>();
  for (let back = recent.length - 1; back >= Math.max(0, recent.length - REACH_MENTIONS); back--) {
    const via = recent[back];
    const there = via === undefined ? undefined : scene.nodes[via.head];
    if (via === undefined || there === undefined) continue;
    if (node.sentence - there.sentence > REACH_SENTENCES) break;
    if (!isFit(via.player)) continue;
    if (isOwnObject(node, there, scene)) continue;
    const score = scoreOf(node, there, via, stands, sources);
    const known = best.get(via.player);
    if (known === undefined || score > known.score) best.set(via.player, { player: via.player, via, score });
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

function scoreOf(node: Node, there: Node, via: Mentioned, stands: string | undefined, sources: ReadonlySet<number>): number {
  const { player } = via;
  let score = WEIGHT.sentenceBack * (node.sentence - there.sentence);
  if (there.relation === "nsubj") score += WEIGHT.subject;
  if (there.relation === "nsubj:pass") score += WEIGHT.passiveSubject;
  if (there.relation === "nmod:poss") score += WEIGHT.possessive;
  if (sources.has(there.number)) score += WEIGHT.source;
  if (there.quoted !== node.quoted) score += WEIGHT.quotedApart;
  if (there.inHeadline && !node.inHeadline) score += WEIGHT.headline;
  if (stands !== undefined && player.gender === stands) score += WEIGHT.knownGender;
  if (there.relation === node.relation) score += WEIGHT.parallel;
  if (stands === "it" && player.type === "place") score += WEIGHT.placeAsIt;
  if (player.names.length === 0) score += WEIGHT.unnamed;
  return score + WEIGHT.often * Math.log2(1 + player.mentions.length);
}

/** "Lind met him": subject and object of one verb are two, unless the pronoun is reflexive or the possessor. */
function isOwnObject(node: Node, there: Node, { nodes }: Scene): boolean {
  if (node.lower.endsWith("self") || node.lower.endsWith("selves") || node.relation === "nmod:poss") return false;
  return (
    node.head === there.head && nodes[node.head]?.upos === "VERB" && node.relation !== there.relation && node.sentence === there.sentence
  );
}
