import type { Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { sentenceAt } from "../places.ts";

/** A first phrase of more words is a clause of its own (words). */
const MOST_WORDS = 12;

/** "By the end of the week, forecasters warned, the river could rise": the first phrase belongs to the content too. */
export const parentheses: Rule = (drafts, scene) => drafts.map((draft) => withFirstPhrase(draft, drafts, scene));

function withFirstPhrase(draft: Draft, drafts: readonly Draft[], scene: Scene): Draft {
  const { text } = scene;
  const frame = [...draft.source, ...draft.cue].sort((a, b) => a.start - b.start);
  const [first, last, content] = [frame[0], frame.at(-1), draft.content[0]];
  if (draft.inner || first === undefined || last === undefined || content === undefined || content.start < last.end) return draft;
  const sentence = sentenceAt(scene, first.start);
  if (sentence === undefined || first.start === sentence.start) return draft;
  const phrase = text.slice(sentence.start, first.start);
  const between = text.slice(last.end, content.start);
  const words = phrase.trim().split(/\s+/).length;
  if (
    !/,\s+$/.test(phrase) ||
    !/^,\s+$/.test(between) ||
    words > MOST_WORDS ||
    /^(?:And|But|So|Yet|Still|However|Meanwhile|Also|Instead|Moreover|Indeed|In addition|On \w+day|\p{L}+ing)\b/u.test(phrase)
  )
    return draft;
  const head: Span = { start: sentence.start, end: sentence.start + phrase.trimEnd().length - 1 };
  if (
    drafts.some(
      (other) => other !== draft && [...other.cue, ...other.content].some((span) => span.start < head.end && head.start < span.end),
    )
  )
    return draft;
  return { ...draft, content: [head, ...draft.content] };
}
