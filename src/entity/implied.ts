import type { Statement } from "../record/statement.ts";
import { overlaps } from "../text/span.ts";
import type { Cast, Mentioned, Player } from "./cast.ts";
import { headIn, type Node, type Scene, tokensIn } from "./scene.ts";

/** Verbs above a cue's own that are asked for their subject, at most. */
const HIGHEST = 3;

/**
 * Who says it in a statement whose source was not marked: the subject of the cue's verb, or of the verb that it is
 * joined to or completes; nobody where the cue is passive or no verb.
 */
export function impliedSource({ source, cue, content }: Statement, scene: Scene): readonly Node[] {
  const [words] = cue;
  if (source.length > 0 || words === undefined) return [];
  const { first, end } = tokensIn(scene, words);
  let verb = headIn(scene, first, end);
  for (let steps = 0; verb !== undefined && steps < HIGHEST; steps++) {
    if (verb.upos !== "VERB" || verb.children.some((child) => scene.nodes[child]?.relation === "aux:pass")) return [];
    const subject = verb.children.map((child) => scene.nodes[child]).find((child) => child?.relation === "nsubj");
    if (subject !== undefined) return content.some((span) => overlaps(span, subject)) ? [] : [subject];
    if (!/^(?:conj|xcomp)$/.test(verb.relation)) return [];
    verb = scene.nodes[verb.head];
  }
  return [];
}

/** Sentences at the end of an article in which its author may be introduced. */
const LAST_SENTENCES = 4;

/** "Ana Lind is the mayor of Nordholm." at the end of an opinion piece: who is named first there, in full, wrote it. */
export function introducedAuthor(cast: Cast, { nodes, article }: Scene): Mentioned | undefined {
  const from = article.layers.sentences.length - LAST_SENTENCES;
  for (const player of cast.players) {
    const first = firstMention(player);
    const node = first === undefined ? undefined : nodes[first.head];
    if (first === undefined || node === undefined || node.sentence < from || first.form !== "name") continue;
    if (player.type !== "person" || (player.full?.words.length ?? 0) < 2 || nodes[player.full?.run.first ?? -1]?.start !== first.start)
      continue;
    const opensSentence = article.layers.sentences[node.sentence]?.start === first.start;
    const predicate = nodes[node.head];
    const isTold = predicate?.children.some((child) => nodes[child]?.relation === "cop" && nodes[child]?.lower === "is") ?? false;
    const isPresent = predicate?.xpos === "VBZ";
    if (opensSentence && node.relation === "nsubj" && (isTold || isPresent)) return first;
  }
  return undefined;
}

const firstMention = ({ mentions }: Player): Mentioned | undefined =>
  mentions.reduce<Mentioned | undefined>((best, one) => (best === undefined || one.start < best.start ? one : best), undefined);
