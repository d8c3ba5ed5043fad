import { slice, type Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { nounPhraseAfter } from "../noun-phrase.ts";
import { sentenceAt } from "../places.ts";

/** Sources that stop too early: at a bare article, at a comma before a name, or before "who …" at the end of the sentence. */
export const sourceExtents: Rule = (drafts, scene) => drafts.map((draft) => ({ ...draft, source: draft.source.map((span) => extended(span, draft, scene)) }));

function extended(source: Span, draft: Draft, scene: Scene): Span {
  const { text } = scene;
  const sentence = sentenceAt(scene, source.start);
  if (sentence === undefined) return source;
  const next = [...draft.cue, ...draft.content].filter((span) => span.start >= source.end).map((span) => span.start);
  const limit = Math.min(sentence.end, ...next);
  const words = slice(text, source);
  if (/^(?:the|a|an)$/i.test(words)) {
    const whole = nounPhraseAfter(scene, source.start, limit);
    return whole !== undefined && whole.end > source.end ? whole : source;
  }
  const rest = text.slice(source.end, limit);
  const apposition = /,$/.test(words) ? /^\s+\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,3}(?=\s*[.,;]|$)/u.exec(rest) : null;
  if (apposition !== null) return { start: source.start, end: source.end + apposition[0].length };
  const clause = limit === sentence.end && draft.cue.every((span) => span.end <= source.start) ? /^\s+who\s[^,.;“"]{3,80}(?=[.,;]?$)/u.exec(rest) : null;
  return clause === null ? source : { start: source.start, end: source.end + clause[0].length };
}
