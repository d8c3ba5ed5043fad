import { type Span, slice } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { pattern } from "../knowledge.ts";
import { nounPhraseAfter } from "../noun-phrase.ts";
import { sentenceAt } from "../places.ts";

/** "He was accused by Lind of lying": the agent behind "by" is the source. An empty "it" or "there" is none, and no part of the content. */
export const passiveAgents: Rule = (drafts, scene) =>
  drafts.map((draft) => withoutTold(withoutDummies(withAgent(draft, scene), scene), scene));

/** "Passengers were told that …": whoever was told is no part of what was said. */
function withoutTold(draft: Draft, { text, knowledge }: Scene): Draft {
  const cue = draft.cue[0];
  if (
    cue === undefined ||
    !pattern(knowledge, "was-told").test(slice(text, cue)) ||
    !/\b(?:is|are|was|were|be|been|being)\b/.test(slice(text, cue))
  )
    return draft;
  const behind = draft.content.filter((span) => span.start >= cue.end);
  return behind.length === 0 ? draft : { ...draft, content: behind };
}

function withAgent(draft: Draft, scene: Scene): Draft {
  const { text } = scene;
  const cue = draft.cue.at(-1);
  if (cue === undefined) return draft;
  const words = slice(text, cue);
  if (!/\b(?:is|are|was|were|be|been|being)\b/i.test(words)) return draft;
  const by = /\bby$/i.test(words) ? { start: cue.end, end: cue.end } : byBehind(cue, text);
  const sentence = sentenceAt(scene, cue.start);
  if (by === undefined || sentence === undefined) return draft;
  const found = nounPhraseAfter(scene, by.end, sentence.end);
  const agent = found === undefined ? undefined : withoutReason(found, scene);
  if (agent === undefined) return draft;
  const wrong =
    draft.source.length === 0 ||
    draft.source.every((span) => span.end <= cue.start || span.end > agent.end) ||
    (by.start !== by.end && draft.source.length === 1);
  if (!wrong) return draft;
  const rest = /^\s+(?:of|as|for|on)\s+[^,.;]+/.exec(text.slice(agent.end, sentence.end));
  const tail = rest === null ? undefined : { start: agent.end + (/^\s*/.exec(rest[0])?.[0].length ?? 0), end: agent.end + rest[0].length };
  const free = draft.content.filter((span) => span.end <= agent.start || span.start >= agent.end);
  const joined = tail !== undefined && !free.some((span) => span.start < tail.end && tail.start < span.end) ? [...free, tail] : free;
  return joined.length === 0
    ? draft
    : { ...draft, source: [agent], cue: [...draft.cue.slice(0, -1), { start: cue.start, end: by.end }], content: joined };
}

/** "by Lind of lying": what the accusation is begins with "of" and an -ing form. */
function withoutReason(agent: Span, { text }: Scene): Span {
  const reason = /\s+of\s+\p{L}+ing\b/u.exec(slice(text, agent));
  return reason === null ? agent : { start: agent.start, end: agent.start + reason.index };
}

function byBehind(cue: Span, text: string): Span | undefined {
  const match = /^\s+by\b/.exec(text.slice(cue.end, cue.end + 12));
  return match === null ? undefined : { start: cue.end + match[0].length - 2, end: cue.end + match[0].length };
}

const DUMMY = /^(?:it|there)$/i;

function withoutDummies(draft: Draft, scene: Scene): Draft {
  const { text } = scene;
  const cue = draft.cue.map((span) => slice(text, span)).join(" ");
  if (!/\b(?:is|are|was|were|been|be|seems?|seemed|appears?|appeared)\b/i.test(cue)) return draft;
  return {
    ...draft,
    source: draft.source.filter((span) => !DUMMY.test(slice(text, span))),
    content: draft.content.length > 1 ? draft.content.filter((span) => !DUMMY.test(slice(text, span))) : draft.content,
  };
}
