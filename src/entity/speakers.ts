import type { EntityType } from "../record/entity.ts";
import type { Candidate, Speaker, Speaking, SpeakerType } from "../record/speaker.ts";
import type { Statement } from "../record/statement.ts";
import type { Span } from "../text/span.ts";
import { type Cast, calledOf, type Doubt, fullestName, type Mentioned, type Player } from "./cast.ts";
import { headIn, type Node, type Scene, tokensIn } from "./scene.ts";

/** The statements with who speaks in each: resolved by name, or what is known instead. */
export function speak(cast: Cast, scene: Scene, ids: ReadonlyMap<Player, string>): Statement[] {
  const { statements } = scene.article.layers;
  const spoken = new Map<string, Speaking>();
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  const speakingOf = (statement: Statement, depth: number): Speaking => {
    const known = spoken.get(statement.id);
    if (known !== undefined) return known;
    const parent = statement.parent === null || depth > 8 ? undefined : byId.get(statement.parent);
    const found = speakingIn(statement, cast, scene, ids, () => (parent === undefined ? undefined : speakingOf(parent, depth + 1)));
    spoken.set(statement.id, found);
    return found;
  };
  return statements.map((statement) => ({ ...statement, ...speakingOf(statement, 0) }));
}

type Ids = ReadonlyMap<Player, string>;

function speakingIn(statement: Statement, cast: Cast, scene: Scene, ids: Ids, outer: () => Speaking | undefined): Speaking {
  const heads = statement.source.flatMap((span) => headsIn(span, scene));
  const [first] = heads;
  if (first === undefined) return NOBODY;
  const stands = first.upos === "PRON" ? scene.knowledge.pronouns.get(first.lower) : undefined;
  if (stands === "i" || stands === "we") return first.quoted || statement.parent !== null ? quotedSelf(first, outer()) : author(scene);
  const answers = heads.map((head, at) => (at === 0 ? titled(statement.source[0], cast, scene) : undefined) ?? answerAt(head, cast));
  const doubt = answers.find((answer) => answer.doubt !== undefined)?.doubt;
  const named = answers.flatMap(({ mentioned }) => (mentioned === undefined ? [] : leaves(mentioned)));
  const [player] = named.map(({ player: one }) => one);
  const type = player === undefined ? typeWithout(first, scene) : player.type === "place" ? "organisation" : player.type;
  if (doubt !== undefined) return inDoubt(doubt, scene, ids, type);
  if (player === undefined) return { ...NOBODY, speakerType: type, resolution: type.startsWith("unnamed") ? "unnamed" : "unresolved" };
  const speakers = named.flatMap((mentioned) => speakerOf(mentioned, scene, ids));
  if (speakers.length === 0) return { ...NOBODY, speakerType: type, resolution: "unnamed" };
  return { speakers: unique(speakers), speakerType: type, resolution: "resolved", candidates: [] };
}

const NOBODY: Speaking = { speakers: [], speakerType: "none", resolution: "none", candidates: [] };

/** The tokens that head a source: one, and those that are joined to it by "and". */
function headsIn(span: Span, scene: Scene): readonly Node[] {
  const { first, end } = tokensIn(scene, span);
  const head = headIn(scene, first, end);
  if (head === undefined) return [];
  const joined = head.children
    .map((child) => scene.nodes[child])
    .filter((child) => child !== undefined && child.relation === "conj" && child.number < end && /^(?:NOUN|PROPN|PRON)$/.test(child.upos));
  return [head, ...joined.flatMap((one) => (one === undefined ? [] : [one]))];
}

/** The person whose name ends the first stretch of a source, with nothing but titles and roles before it. */
function titled(span: Span | undefined, cast: Cast, scene: Scene): Answer | undefined {
  if (span === undefined) return undefined;
  const { first, end } = tokensIn(scene, span);
  for (let at = first; at < end; at++) {
    const node = scene.nodes[at];
    const found = cast.playerFrom(at);
    if (found !== undefined && found.type === "person") {
      const name = found.names.find(({ run }) => run.first === at);
      const mentioned = name === undefined ? undefined : cast.at(name.head);
      const next = scene.nodes[name?.run.end ?? at];
      if (mentioned?.player !== found || next === undefined) return undefined;
      const isLast = next.number >= end || (next.upos === "PUNCT" && next.relation === "punct");
      if (isLast) return { mentioned };
      if (next.xpos !== "POS" || next.number === end - 1) return next.number === end - 1 ? { mentioned } : undefined;
    }
    if (node === undefined || /^(?:ADP|VERB|AUX|CCONJ|SCONJ|PRON)$/.test(node.upos) || node.lower === ",") return undefined;
  }
  return undefined;
}

interface Answer {
  readonly mentioned?: Mentioned;
  readonly doubt?: Doubt;
}

function answerAt(head: Node, cast: Cast): Answer {
  const doubt = cast.doubts.get(head.number);
  if (doubt !== undefined) return { doubt };
  const mentioned = cast.at(head.number);
  return mentioned === undefined ? {} : { mentioned };
}

/** A plural's known members, else the one itself. */
const leaves = (mentioned: Mentioned): readonly Mentioned[] =>
  mentioned.player.members.length === 0 ? [mentioned] : mentioned.player.members.map((player) => ({ ...mentioned, player }));

const NAMEABLE: ReadonlySet<EntityType> = new Set(["person", "organisation", "place", "group", "document"]);

/** The speaker with the mentions that lead from the source to the name; nobody where the entity is unnamed. */
function speakerOf(mentioned: Mentioned, scene: Scene, ids: Ids): readonly Speaker[] {
  const { player } = mentioned;
  if (!NAMEABLE.has(player.type)) return [];
  const chain: Span[] = [];
  for (let at: Mentioned | undefined = mentioned; at !== undefined && chain.length < LONGEST_CHAIN; at = at.via)
    chain.push({ start: at.start, end: at.end });
  const name = fullestName(player);
  const last = chain.at(-1);
  if (name !== undefined && (last?.start !== name.start || last.end !== name.end)) chain.push({ start: name.start, end: name.end });
  return [{ entity: ids.get(player) ?? null, name: calledOf(player, scene.text), evidence: chain }];
}

/** Mentions that a chain of evidence shows at most. */
const LONGEST_CHAIN = 8;

function unique(speakers: readonly Speaker[]): readonly Speaker[] {
  return speakers.filter((one, at) => speakers.findIndex(({ entity }) => entity === one.entity) === at);
}

function inDoubt({ candidates }: Doubt, scene: Scene, ids: Ids, type: SpeakerType): Speaking {
  const listed = candidates
    .map(({ player, score }): Candidate => ({ entity: ids.get(player) ?? "", name: calledOf(player, scene.text), score: Math.round(score * 1000) / 1000 }))
    .sort((a, b) => b.score - a.score);
  const isPerson = candidates.every(({ player }) => player.type === "person" || player.type === "unnamed-person");
  return { speakers: [], speakerType: isPerson && type === "none" ? "person" : type, resolution: "ambiguous", candidates: listed };
}

/** "I" inside somebody's words: whoever speaks them. */
function quotedSelf(node: Node, outer: Speaking | undefined): Speaking {
  if (outer === undefined || outer.resolution !== "resolved") return { ...NOBODY, speakerType: "unnamed-person", resolution: "unresolved" };
  const speakers = outer.speakers.map((one) => ({ ...one, evidence: [{ start: node.start, end: node.end }, ...one.evidence] }));
  return { ...outer, speakers };
}

function author({ article }: Scene): Speaking {
  const speakers = article.meta.authors.map((name): Speaker => ({ entity: null, name, evidence: [] }));
  return { speakers, speakerType: "author", resolution: speakers.length > 0 ? "resolved" : "unresolved", candidates: [] };
}

/** What a source is that leads to no entity. */
function typeWithout(head: Node, { knowledge }: Scene): SpeakerType {
  const stands = head.upos === "PRON" ? knowledge.pronouns.get(head.lower) : undefined;
  if (stands === "he" || stands === "she") return "person";
  if (stands === "it") return "organisation";
  if (stands === "they" || stands === "relative" || stands === "indefinite") return "unnamed-group";
  if (head.upos === "PROPN") return "person";
  return /S$/.test(head.xpos) || head.upos === "DET" || head.upos === "NUM" || head.upos === "ADJ" ? "unnamed-group" : "unnamed-person";
}
