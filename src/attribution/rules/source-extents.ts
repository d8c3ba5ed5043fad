import { overlaps, type Span, slice } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { isCue, pattern } from "../knowledge.ts";
import { nounPhraseAfter, nounPhraseBefore } from "../noun-phrase.ts";
import { quotationsOver, sentenceAt } from "../places.ts";

/** Sources that stop too early: at a bare article, at a comma before a name, or before "who …" at the end of the sentence. */
export const sourceExtents: Rule = (drafts, scene) =>
  drafts.map((draft) => {
    const source = draft.source.length > 0 ? draft.source : subjectOf(draft, scene);
    return { ...draft, source: source.map((span) => extended(span, draft, scene)) };
  });

/** The subject right before an active cue that was left without a source. */
function subjectOf(draft: Draft, scene: Scene): readonly Span[] {
  const cue = draft.cue[0];
  const sentence = cue === undefined ? undefined : sentenceAt(scene, cue.start);
  if (cue === undefined || sentence === undefined || !isActive(slice(scene.text, cue), scene)) return [];
  const quoted = endsQuotation(cue.start, scene);
  const subject = quoted ? nounPhraseAfter(scene, cue.end, sentence.end) : nounPhraseBefore(scene, sentence.start, cue.start);
  if (quoted) return subject === undefined ? [] : [subject];
  if (
    subject === undefined ||
    draft.content.some((span) => overlaps(span, subject)) ||
    !/^(?:\p{Lu}|the |a |an |his |her |its |their |he$|she$|they$|we$|i$)/iu.test(slice(scene.text, subject))
  )
    return [];
  if (/^(?:it|there|this|that|what|which)$/i.test(slice(scene.text, subject)) || slice(scene.text, subject).endsWith("ly")) return [];
  const before = scene.text.slice(sentence.start, subject.start).trimEnd();
  return before === "" || /(?:[,;:"“—]|\b(?:and|but|that|as|while|because|when|after|before))$/u.test(before) ? [subject] : [];
}

/** Whether nothing but a comma stands between the end of a quotation and a place. */
function endsQuotation(at: number, scene: Scene): boolean {
  let end = at;
  while (end > 0 && /[\s,]/.test(scene.text.charAt(end - 1))) end--;
  return quotationsOver(scene, [{ start: end - 1, end: at }]).some((quotation) => quotation.end >= end && quotation.end <= at);
}

/** A finite verb without a form of "be" before it. */
const isActive = (words: string, { knowledge }: Scene): boolean => {
  const forms = words.toLowerCase().split(/\s+/);
  return (
    !forms.some((form) => ["is", "are", "was", "were", "be", "been", "being"].includes(form)) &&
    isCue(knowledge, forms[0] ?? "", "say", "manner", "ask", "believe", "deny", "commit", "show") &&
    !forms[0]?.endsWith("ing")
  );
};

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
  const gap = next.length > 0 ? text.slice(source.end, limit) : "";
  if (/(?:ed|en|by|own)$/.test(words) && /^\s(?:on|in|by|for|last|this|at)\s[^,.;:“”"]{2,40}\s$/.test(gap))
    return { start: source.start, end: source.end + gap.trimEnd().length };
  const tail = draft.cue.some((span) => span.end <= source.start) ? pattern(scene.knowledge, "source-place").exec(words) : null;
  if (tail !== null && /\p{Lu}/u.test(words.slice(0, tail.index)) && !/\b(?:who|the|a|an)\b/.test(words.slice(0, tail.index)))
    return { start: source.start, end: source.start + tail.index };
  const lead = leadingRole(source, draft, text);
  if (lead !== undefined) return { start: lead, end: source.end };
  const rest = text.slice(source.end, limit);
  const role =
    /^\p{Ll}/u.test(words) && draft.cue.every((span) => span.end <= source.start)
      ? /^,\s+\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,3}(?=\s*[.,;“"]|$)/u.exec(rest)
      : null;
  if (role !== null) return { start: source.start, end: source.end + role[0].length };
  const apposition = words.endsWith(",") ? /^\s+\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,3}(?=\s*[.,;]|$)/u.exec(rest) : null;
  if (apposition !== null) return { start: source.start, end: source.end + apposition[0].length };
  const clause =
    limit === sentence.end && draft.cue.every((span) => span.end <= source.start) ? /^\s+who\s[^,.;“"]{3,80}(?=[.,;]?$)/u.exec(rest) : null;
  return clause === null ? source : { start: source.start, end: source.end + clause[0].length };
}

/** Where "its chair, " begins between the verb and the name: `wrote its chair, Lady Corran`. */
function leadingRole(source: Span, draft: Draft, text: string): number | undefined {
  const cue = draft.cue.findLast((span) => span.end <= source.start);
  if (cue === undefined || !/^\p{Lu}/u.test(text.slice(source.start, source.end))) return undefined;
  const between = text.slice(cue.end, source.start);
  const role =
    /^\s+(?:the|its|his|her|their|a|an|one|[\p{Ll}'’-]+)\s[^,.;:“”"]{2,60},\s+$|^\s+(?:the|its|his|her|their|a|an)\s\p{Ll}+,\s+$/u.exec(
      between,
    );
  return role === null || draft.content.some((span) => span.start < source.start && cue.end < span.end && span.start >= cue.end)
    ? undefined
    : cue.end + (/^\s*/.exec(between)?.[0].length ?? 0);
}
