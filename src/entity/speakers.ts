import type { EntityType } from "../record/entity.ts";
import type { Candidate, Speaker, SpeakerType, Speaking } from "../record/speaker.ts";
import type { Statement } from "../record/statement.ts";
import type { Span } from "../text/span.ts";
import { type Cast, calledOf, type Doubt, fullestLabel, fullestName, type Mentioned, type Player } from "./cast.ts";
import { impliedSource, introducedAuthor } from "./implied.ts";
import { nounOf } from "./roles.ts";
import { headIn, type Node, type Scene, tokensIn } from "./scene.ts";

/** The statements with who speaks in each: resolved by name, or what is known instead. Entities are told by their numbers. */
export function speak(cast: Cast, scene: Scene): Statement[] {
  const { statements } = scene.article.layers;
  const spoken = new Map<string, Speaking>();
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  const speakingOf = (statement: Statement, depth: number): Speaking => {
    const known = spoken.get(statement.id);
    if (known !== undefined) return known;
    const parent = statement.parent === null || depth > 8 ? undefined : byId.get(statement.parent);
    const found = speakingIn(statement, cast, scene, () => (parent === undefined ? undefined : speakingOf(parent, depth + 1)));
    spoken.set(statement.id, found);
    return found;
  };
  return statements.map((statement) => ({ ...statement, ...speakingOf(statement, 0) }));
}

function speakingIn(statement: Statement, cast: Cast, scene: Scene, outer: () => Speaking | undefined): Speaking {
  const all = statement.source.length > 0 ? statement.source.flatMap((span) => headsIn(span, scene)) : impliedSource(statement, scene);
  const [first] = all;
  if (first === undefined) return NOBODY;
  const stands = first.upos === "PRON" ? scene.knowledge.pronouns.get(first.lower) : undefined;
  if (stands === "i" || stands === "we")
    return first.quoted || statement.parent !== null ? quotedSelf(first, outer()) : author(cast, scene);
  const own = titled(statement.source[0], cast, scene);
  const isOne = own !== undefined && !/\s(?:and|or)\s|[,&]/.test(scene.text.slice(first.start, statement.source.at(-1)?.end));
  const heads = isOne ? all.slice(0, 1) : all;
  const sourceEnd = statement.source[0]?.end ?? first.end;
  const list = statement.source.length === 1 ? namesInList(statement.source[0] as Span, cast, scene) : [];
  const answers: readonly Answer[] =
    list.length > heads.length
      ? list.map((mentioned) => ({ mentioned }))
      : heads.map((head, at) => (at === 0 ? own : undefined) ?? answerAt(head, sourceEnd, cast, scene));
  const doubt = answers.find((answer) => answer.doubt !== undefined)?.doubt;
  const named = answers.flatMap(({ mentioned }) => (mentioned === undefined ? [] : leaves(mentioned)));
  const [player] = named.map(({ player: one }) => one);
  const type = player === undefined ? typeWithout(first, scene) : spokenType(player, first, scene);
  if (doubt !== undefined) return inDoubt(doubt, scene, type);
  if (player === undefined) return { ...NOBODY, speakerType: type, resolution: type.startsWith("unnamed") ? "unnamed" : "unresolved" };
  const speakers = named.flatMap((mentioned) => speakerOf(mentioned, scene));
  if (speakers.length === 0) return { ...NOBODY, speakerType: type, resolution: "unnamed", candidates: namesakes(first, cast, scene) };
  return { speakers: unique(speakers), speakerType: type, resolution: "resolved", candidates: [] };
}

function spokenType({ type }: Player, head: Node, scene: Scene): SpeakerType {
  if (type === "place") return "organisation";
  return type === "event" || type === "other" ? typeWithout(head, scene) : type;
}

const NOBODY: Speaking = { speakers: [], speakerType: "none", resolution: "none", candidates: [] };

/** The tokens that head a source: one, and those that are joined to it by "and". */
function headsIn(span: Span, scene: Scene): readonly Node[] {
  const { first, end } = tokensIn(scene, span);
  const head = headIn(scene, first, end);
  if (head === undefined) return [];
  const joined = scene.nodes
    .slice(first, end)
    .filter((node) => node.head === head.number && node.relation === "conj" && /^(?:NOUN|PROPN|PRON)$/.test(node.upos));
  return [head, ...joined];
}

/**
 * The person whose name ends the first stretch of a source, with nothing but titles and roles before it; or makes up
 * the rest of it behind a description and a comma.
 */
function titled(span: Span | undefined, cast: Cast, scene: Scene): Answer | undefined {
  if (span === undefined) return undefined;
  const { first, end } = tokensIn(scene, span);
  const commas = scene.nodes.slice(first, end).filter(({ form }) => /^[,(–—]$/.test(form));
  const cuts = [first - 1, ...commas.map(({ number }) => number), end];
  const stretch = (at: number): Mentioned | undefined => nameAtEnd((cuts[at] ?? 0) + 1, cuts[at + 1] ?? end, cast, scene);
  const own = stretch(0);
  if (own !== undefined) return { mentioned: own };
  const isShort = cuts.length === 3 || (cuts.length === 4 && cuts[2] === end - 1);
  const described = isShort && cast.at(headIn(scene, first, cuts[1] ?? end)?.number ?? -1)?.form !== "name" ? stretch(1) : undefined;
  return described === undefined ? undefined : { mentioned: described };
}

function nameAtEnd(first: number, end: number, cast: Cast, scene: Scene): Mentioned | undefined {
  const nodes = scene.nodes.slice(first, end);
  for (const node of nodes) {
    const player = cast.playerFrom(node.number);
    const name = player?.type === "person" ? player.names.find(({ run }) => run.first === node.number) : undefined;
    if (name !== undefined) {
      const next = scene.nodes[name.run.end];
      const found = cast.at(name.head);
      const isLast = name.run.end >= end || (next?.xpos === "POS" && next.number === end - 1) || /^(?:of|from)$/.test(next?.lower ?? "");
      if (isLast) return found?.player === player ? found : undefined;
    }
    if (/^(?:ADP|VERB|AUX|CCONJ|SCONJ|PRON)$/.test(node.upos) && !isOffice(node, scene)) return undefined;
  }
  return undefined;
}

/** The "of" in "Secretary of State": it joins an office and what it is of. */
function isOffice(node: Node, { nodes, knowledge }: Scene): boolean {
  if (node.lower !== "of") return false;
  const first = nodes[node.number + 1]?.lower === "the" ? node.number + 2 : node.number + 1;
  const [one = "", two = ""] = [nodes[first]?.lower, nodes[first + 1]?.lower];
  return knowledge.portfolios.has(one) || knowledge.portfolios.has(`${one} ${two}`);
}

/** The names of a source that is a list of names and nothing else ("Lind (R-Ohio), Senator Pell and Vik"), whatever its tree; else none. */
function namesInList(span: Span, cast: Cast, scene: Scene): readonly Mentioned[] {
  const { first, end } = tokensIn(scene, span);
  const items: { first: number; end: number }[] = [];
  let from = first;
  let depth = 0;
  let isJoined = false;
  for (let at = first; at <= end; at++) {
    const lower = at === end ? "" : (scene.nodes[at]?.lower ?? "");
    const opens = lower === "(" && depth++ === 0;
    if (lower === ")") depth--;
    else if (at === end || opens || (depth === 0 && /^(?:,|and|&|all|both)$/.test(lower))) {
      if (at > from) items.push({ first: from, end: at });
      isJoined ||= lower === "and" || lower === "&";
    } else continue;
    from = at + 1;
  }
  if (!isJoined || items.length < 2) return [];
  const named = items.map((item) => nameAtEnd(item.first, item.end, cast, scene) ?? nameThatFills(item, cast, scene));
  return named.every((mentioned) => mentioned !== undefined) ? named : [];
}

/** The name that some tokens are, but for an article. */
function nameThatFills(
  { first, end }: { readonly first: number; readonly end: number },
  cast: Cast,
  { nodes }: Scene,
): Mentioned | undefined {
  const start = nodes[first]?.upos === "DET" ? first + 1 : first;
  const found = nodes.slice(start, end).flatMap(({ number }) => cast.at(number) ?? []);
  return found.find((one) => one.form === "name" && one.start === nodes[start]?.start && one.end === nodes[end - 1]?.end);
}

interface Answer {
  readonly mentioned?: Mentioned;
  readonly doubt?: Doubt;
}

function answerAt(head: Node, end: number, cast: Cast, scene: Scene): Answer {
  const doubt = cast.doubts.get(head.number);
  if (doubt !== undefined) return { doubt };
  const mentioned = cast.at(head.number);
  if (mentioned !== undefined && isOwner(mentioned, end, scene)) return {};
  return mentioned === undefined ? {} : { mentioned };
}

/** "Lind's wife": a name with the mark of the genitive and more of the source behind it only tells whose. */
function isOwner({ form, end: nameEnd }: Mentioned, end: number, { text }: Scene): boolean {
  return form === "name" && /^['’]s?\s+\S/.test(text.slice(nameEnd, end));
}

/** A plural's known members, else the one itself. */
const leaves = (mentioned: Mentioned): readonly Mentioned[] =>
  mentioned.player.members.length === 0 ? [mentioned] : mentioned.player.members.map((player) => ({ ...mentioned, player }));

const NAMEABLE: ReadonlySet<EntityType> = new Set(["person", "organisation", "place", "group", "document"]);

/** A name of its own, a people's, or one within its description: "Lind's campaign", "the Nordholm police"; not "companies". */
function hasName(player: Player, { text, knowledge }: Scene): boolean {
  if (player.noun !== undefined && knowledge.peoples.has(player.noun)) return true;
  const label = fullestLabel(player, text);
  return (
    player.names.length > 0 ||
    (label !== undefined && /\s\p{Lu}|^\p{Lu}\S*['’]s\s|^\p{Lu}\S*\p{Lu}/u.test(text.slice(label.start, label.end)))
  );
}

/** The speaker with the mentions that lead from the source to the name; nobody where the entity is unnamed. */
function speakerOf(mentioned: Mentioned, scene: Scene): readonly Speaker[] {
  const { player } = mentioned;
  if (!NAMEABLE.has(player.type) || (player.type !== "document" && !hasName(player, scene))) return [];
  const chain: Span[] = [];
  for (let at: Mentioned | undefined = mentioned; at !== undefined && chain.length < LONGEST_CHAIN; at = at.via)
    chain.push({ start: at.start, end: at.end });
  const name = fullestName(player);
  const last = chain.at(-1);
  if (name !== undefined && (last?.start !== name.start || last.end !== name.end)) chain.push({ start: name.start, end: name.end });
  return [{ entity: String(player.number), name: calledOf(player, scene.text), evidence: chain }];
}

/** Mentions that a chain of evidence shows at most. */
const LONGEST_CHAIN = 8;

function unique(speakers: readonly Speaker[]): readonly Speaker[] {
  return [...new Map(speakers.toReversed().map((one) => [one.entity, one])).values()].reverse();
}

function inDoubt({ candidates }: Doubt, scene: Scene, type: SpeakerType): Speaking {
  const listed = candidates
    .map(
      ({ player, score }): Candidate => ({
        entity: String(player.number),
        name: calledOf(player, scene.text),
        score: Math.round(score * 1000) / 1000,
      }),
    )
    .sort((a, b) => b.score - a.score);
  const isPerson = candidates.every(({ player }) => player.type === "person" || player.type === "unnamed-person");
  return { speakers: [], speakerType: isPerson && type === "none" ? "person" : type, resolution: "ambiguous", candidates: listed };
}

/** Candidates that are listed, at most. */
const MOST_CANDIDATES = 6;

/** Persons with a name to whom the article gives the office that the source tells: they may be meant, and are not chosen. */
function namesakes(head: Node, cast: Cast, scene: Scene): readonly Candidate[] {
  const noun = nounOf(head);
  const holders = [...cast.holders(noun)].filter(({ type }) => type === "person").slice(0, MOST_CANDIDATES);
  const score = Math.round(1000 / (holders.length + 1)) / 1000;
  return holders.map((player) => ({ entity: String(player.number), name: calledOf(player, scene.text), score }));
}

/** "I" inside somebody's words: whoever speaks them. */
function quotedSelf(node: Node, outer: Speaking | undefined): Speaking {
  if (outer === undefined || outer.resolution !== "resolved") return { ...NOBODY, speakerType: "unnamed-person", resolution: "unresolved" };
  const speakers = outer.speakers.map((one) => ({ ...one, evidence: [{ start: node.start, end: node.end }, ...one.evidence] }));
  return { ...outer, speakers };
}

function author(cast: Cast, scene: Scene): Speaking {
  const signed = scene.article.meta.authors.map((name): Speaker => ({ entity: null, name, evidence: [] }));
  const introduced = signed.length > 0 ? undefined : introducedAuthor(cast, scene);
  const speakers = introduced === undefined ? signed : speakerOf(introduced, scene);
  return { speakers, speakerType: "author", resolution: speakers.length > 0 ? "resolved" : "unresolved", candidates: [] };
}

/** What a source is that leads to no entity. */
function typeWithout(head: Node, { knowledge }: Scene): SpeakerType {
  const stands = head.upos === "PRON" ? knowledge.pronouns.get(head.lower) : undefined;
  if (stands === "he" || stands === "she") return "person";
  if (stands === "it") return "organisation";
  if (stands === "they" || stands === "relative" || stands === "indefinite") return "unnamed-group";
  if (head.upos === "PROPN") return "person";
  return head.xpos.endsWith("S") || head.upos === "DET" || head.upos === "NUM" || head.upos === "ADJ" ? "unnamed-group" : "unnamed-person";
}
