import type { Article, Step } from "../article/article.ts";
import type { Entity } from "../record/entity.ts";
import type { Statement } from "../record/statement.ts";
import type { Resources } from "../resource/resources.ts";
import { bySpan, type Span, slice } from "../text/span.ts";
import { sameBeside } from "./beside.ts";
import { findBodies } from "./bodies.ts";
import { Cast, calledOf, fullestName, type Mentioned, type Player } from "./cast.ts";
import { joinedAt } from "./couples.ts";
import { describe, kindOf, phraseOf } from "./descriptions.ts";
import { findGenders } from "./gender.ts";
import { introducedAuthor } from "./implied.ts";
import { type Knowledge, readKnowledge } from "./knowledge.ts";
import { type Name, namesOf } from "./names.ts";
import { findPersons } from "./persons.ts";
import { refer } from "./pronouns.ts";
import { findRoles, nounOf } from "./roles.ts";
import { withSame } from "./same.ts";
import { headIn, type Node, type Read, type Scene, sceneOf, tokensIn } from "./scene.ts";
import { findSelves } from "./selves.ts";
import { speak } from "./speakers.ts";
import { mentionsByHead, Things } from "./things.ts";

/**
 * The entity step: who and what is mentioned in an article, and who speaks in each of its statements.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON
 */
export async function createEntities(resources: Resources): Promise<Step<Read, "entities" | "statements">> {
  const knowledge = await readKnowledge(resources);
  return {
    name: "entity",
    version: 1,
    needs: ["sentences", "tokens", "trees", "mentions", "statements"],
    gives: ["entities", "statements"],
    run: async (articles) => articles.map((article) => resolve(article, knowledge)),
  };
}

function resolve(article: Article<Read>, knowledge: Knowledge) {
  const scene = sceneOf(article, knowledge);
  const cast = castOf(scene);
  const spoken = speak(cast, scene);
  const byNumber = new Map(cast.players.map((player) => [String(player.number), player]));
  const speakerOf = new Map(
    spoken.map(({ id, speakers: [one, ...more] = [] }) => [id, more.length > 0 ? undefined : byNumber.get(one?.entity ?? "")]),
  );
  findSelves(cast, scene, ({ id }) => speakerOf.get(id), introducedAuthor(cast, scene)?.player);
  const used = new Set(spoken.flatMap(({ speakers = [] }) => speakers.flatMap(({ evidence }) => evidence.map(({ start }) => start))));
  const isKept = ({ via, head, start }: Mentioned): boolean =>
    via === undefined || used.has(start) || scene.knowledge.pronouns.get(scene.nodes[head]?.lower ?? "") !== "relative";
  const extentOf = extentsIn(scene, cast);
  const { entities, ids } = entitiesOf(cast, scene, isKept, extentOf);
  const idOf = (number: string): string => ids.get(byNumber.get(number)) ?? "";
  const statements = spoken.map((statement) => withIds(statement, idOf, extentOf));
  return { entities, statements: withSame(statements, scene) };
}

/** A statement whose speakers and candidates have the layer's ids instead of numbers. */
const withIds = (statement: Statement, idOf: (number: string) => string, extentOf: (span: Span) => Span): Statement => ({
  ...statement,
  ...(statement.speakers && {
    speakers: statement.speakers.map((one) => ({
      ...one,
      entity: one.entity === null ? null : idOf(one.entity),
      evidence: one.evidence.map(extentOf),
    })),
  }),
  ...(statement.candidates && { candidates: statement.candidates.map((one) => ({ ...one, entity: idOf(one.entity) })) }),
});

function castOf(scene: Scene): Cast {
  const cast = new Cast();
  const names = namesOf(scene);
  findBodies(findPersons(names, cast, scene), cast, scene);
  for (const player of cast.players) {
    player.names.sort(bySpan);
    const full = fullestName(player);
    let first: Mentioned | undefined;
    if (full !== undefined) {
      player.full = full;
      first = cast.mention(player, full, full.head, "name");
    }
    for (const name of player.names) {
      cast.begins(name.run.first, player);
      if (name !== full) cast.mention(player, name, name.head, "name", first);
      const mentioned = cast.at(name.head);
      if (mentioned?.player === player) climb(name, mentioned, cast, scene);
    }
  }
  findRoles(cast, scene);
  for (const player of cast.players) {
    for (const { nouns } of player.roles) for (const noun of nouns) cast.holds(noun, player);
    if (player.type !== "person") for (const word of player.full?.words ?? []) cast.holds(word, player);
  }
  findGenders(cast, scene);
  followText(cast, scene);
  return cast;
}

/** Tokens before a name that may be its title or role. */
const LONGEST_TITLE = 8;

/** A title or role noun right before a name may head it in the tree: then it leads to the name's bearer too. */
function climb({ run, head }: Name, mentioned: Mentioned, cast: Cast, { nodes, knowledge }: Scene): void {
  let top = nodes[head];
  for (let steps = 0; top !== undefined && steps < LONGEST_TITLE; steps++) {
    const above = nodes[top.head];
    if (above === undefined || above.number >= run.first || above.number < run.first - LONGEST_TITLE) return;
    const between = nodes.slice(above.number, run.first);
    if (!between.every(({ upos, lower }) => /^(?:NOUN|PROPN|ADJ)$/.test(upos) || lower === ".")) return;
    const noun = nounOf(above);
    if (!knowledge.roles.has(noun) && !knowledge.titles.has(noun)) return;
    cast.alias(above.number, mentioned);
    top = above;
  }
}

/** Descriptions and pronouns, in order of the text, each among what was mentioned before it. */
function followText(cast: Cast, scene: Scene): void {
  const recent: Mentioned[] = [];
  const { sources, persons } = markedIn(scene);
  const things = new Things(cast, scene);
  const isPerson = (node: Node): boolean => persons.has(node.number);
  for (const node of scene.nodes) {
    const stands = node.upos === "PRON" || node.upos === "DET" ? scene.knowledge.pronouns.get(node.lower) : undefined;
    if (stands !== undefined && node.upos === "PRON") refer(node, stands, cast, scene, recent, sources);
    else {
      const kind = cast.at(node.number) === undefined ? kindOf(node, scene, isPerson) : undefined;
      const beside = cast.at(node.number) === undefined ? sameBeside(node, kind === "unnamed-person", cast, scene) : undefined;
      if (beside !== undefined) cast.mention(beside.player, phraseOf(node, scene), node.number, "description", beside, true);
      else if (kind !== undefined && node.relation !== "compound") describe(node, kind, cast, scene, recent, sources);
    }
    things.meet(node);
    const found = cast.at(node.number);
    if (found !== undefined && found.isAside !== true && !things.isTime(node)) recent.push(found);
    const joined = joinedAt(node, cast, scene);
    if (joined !== undefined) recent.push(joined);
  }
}

/** The heads of the statements' sources, and of what the reader calls a person. */
function markedIn(scene: Scene): { readonly sources: ReadonlySet<number>; readonly persons: ReadonlySet<number> } {
  const heads = (spans: readonly { start: number; end: number }[]): Set<number> =>
    new Set(
      spans.flatMap((span) => {
        const { first, end } = tokensIn(scene, span);
        const head = headIn(scene, first, end);
        return head === undefined ? [] : [head.number];
      }),
    );
  return {
    sources: heads(scene.article.layers.statements.flatMap(({ source }) => source)),
    persons: heads(scene.mentions.filter(({ type, form }) => type === "person" && form === "description")),
  };
}

/** How far a mention reaches: a description as far as the reader says that its noun's phrase does, relative clauses included. */
function extentsIn(scene: Scene, { players }: Cast): (span: Span) => Span {
  const byHead = mentionsByHead(scene, ({ form }) => form !== "description");
  const wholes = new Map<string, Span>();
  for (const { start, end, head, form } of players.flatMap(({ mentions }) => mentions)) {
    const node = scene.nodes[head];
    if (form !== "description" || node === undefined) continue;
    const whole = byHead.get(head) ?? { start, end };
    const article = node.children.map((child) => scene.nodes[child]).find((child) => child?.relation === "det");
    const opens = article !== undefined && phraseOf(node, scene).start === article.start ? article.start : whole.start;
    wholes.set(`${start} ${end}`, { start: Math.min(whole.start, opens), end: whole.end });
  }
  return ({ start, end }) => {
    const whole = wholes.get(`${start} ${end}`);
    return { start: whole?.start ?? start, end: whole?.end ?? end };
  };
}

/** The cast as a layer: by first mention, with ids in that order. */
function entitiesOf(
  cast: Cast,
  { text }: Scene,
  isKept: (mentioned: Mentioned) => boolean,
  extentOf: (span: Span) => Span,
): { readonly entities: Entity[]; readonly ids: ReadonlyMap<Player | undefined, string> } {
  const present = cast.players.filter((player) => player.mentions.length > (isListedOnce(player) ? 0 : 1));
  for (const player of present) player.mentions.sort(bySpan);
  present.sort((a, b) => bySpan(a.mentions[0] ?? nowhere, b.mentions[0] ?? nowhere) || a.number - b.number);
  const ids = new Map<Player | undefined, string>(present.map((player, index) => [player, `e${index + 1}`]));
  const entities = present.map((player): Entity => {
    const name = calledOf(player, text);
    const written = player.names.map((one) => slice(text, one));
    return {
      id: ids.get(player) ?? "",
      type: player.type,
      name,
      aliases: [...new Set(written)].filter((one) => one !== name),
      mentions: player.mentions.filter(isKept).map((one) => ({ ...extentOf(one), form: one.form })),
      roles: player.roles.map(({ start, end }) => ({ start, end })).sort(bySpan),
    };
  });
  return { entities, ids };
}
/** Whether one mention is enough to be listed: not for happenings and things, nor for "we" and "you". */
const isListedOnce = ({ type, names, noun, mentions }: Player): boolean =>
  type !== "event" &&
  type !== "other" &&
  !(type === "unnamed-group" && names.length === 0 && noun === undefined && mentions[0]?.form === "pronoun");

const nowhere = { start: 0, end: 0 };
