import type { Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { DraftSet } from "../draft-set.ts";
import { isCue, pattern } from "../knowledge.ts";
import { nounPhraseAfter, nounPhraseBefore } from "../noun-phrase.ts";
import { groupSpan, sentenceAt } from "../places.ts";
import { ruled } from "../ruled.ts";

/** Passives that stand in a fixed frame, so that source and content are plain from the words alone. */
export const itWasSaid: Rule = (drafts, scene) => {
  const found = new DraftSet(drafts);
  const put = (made: Draft | undefined): void => {
    const cue = made?.cue[0];
    if (made === undefined || cue === undefined) return;
    const rivals = found.touching(cue).filter((draft) => !draft.inner);
    if (rivals.some((draft) => draft.content.some((span) => span.start <= cue.start && cue.end <= span.end))) return;
    for (const draft of rivals) found.remove(draft);
    found.add(made);
  };
  for (const match of scene.text.matchAll(pattern(scene.knowledge, "it-was"))) put(claimedBy(match, scene));
  for (const match of scene.text.matchAll(pattern(scene.knowledge, "expected-to"))) put(expectedTo(match, scene));
  for (const match of scene.text.matchAll(pattern(scene.knowledge, "quoted-as"))) {
    const cue = groupSpan(match, "cue", 0);
    const mine =
      cue === undefined
        ? []
        : found.touching(cue).filter((draft) => draft.source.length === 0 || draft.source.some((span) => span.start >= cue.end));
    for (const draft of mine) if (cue !== undefined) found.replace(draft, withSubject(draft, cue, scene));
  }
  return found.all();
};

function claimedBy(match: RegExpMatchArray, scene: Scene): Draft | undefined {
  const cue = groupSpan(match, "cue", 0);
  const sentence = sentenceAt(scene, match.index ?? 0);
  if (
    cue === undefined ||
    sentence === undefined ||
    !isCue(scene.knowledge, match.groups?.["verb"] ?? "", "say", "believe", "deny", "decree")
  )
    return undefined;
  const agent = match[0].endsWith(" by") ? nounPhraseAfter(scene, cue.end, sentence.end) : undefined;
  const content = thatClause(agent?.end ?? cue.end, sentence, scene);
  return content === undefined ? undefined : ruled("passive", agent === undefined ? [] : [agent], cue, [content]);
}

function expectedTo(match: RegExpMatchArray, scene: Scene): Draft | undefined {
  const cue = groupSpan(match, "cue", 0);
  const sentence = sentenceAt(scene, match.index ?? 0);
  if (cue === undefined || sentence === undefined || !isCue(scene.knowledge, match.groups?.["verb"] ?? "", "say", "decree", "ask"))
    return undefined;
  const source = nounPhraseBefore(scene, sentence.start, cue.start);
  const content = thatClause((match.index ?? 0) + match[0].length, sentence, scene);
  return source === undefined || content === undefined ? undefined : ruled("passive", [source], cue, [content]);
}

/** What follows "that" or stands in its place, to the end of the sentence without its stop. */
function thatClause(from: number, sentence: Span, { text }: Scene): Span | undefined {
  const head = /^\s+(?=(?:that|whether|plans|its|his|her|their)\s)/.exec(text.slice(from, sentence.end));
  if (head === null) return undefined;
  const end = /[.!?]$/.test(text.slice(from, sentence.end)) ? sentence.end - 1 : sentence.end;
  return { start: from + head[0].length, end };
}

function withSubject(draft: Draft, cue: Span, scene: Scene): Draft {
  const sentence = sentenceAt(scene, cue.start);
  const subject = sentence === undefined ? undefined : nounPhraseBefore(scene, sentence.start, cue.start);
  if (subject === undefined) return draft;
  return { ...draft, source: [subject], content: draft.content.filter((span) => span.end <= subject.start || span.start >= subject.end) };
}
