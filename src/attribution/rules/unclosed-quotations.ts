import type { Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { DraftSet } from "../draft-set.ts";
import { isCue } from "../knowledge.ts";
import { nounPhraseAfter } from "../noun-phrase.ts";
import { paragraphAt, sentenceAt } from "../places.ts";
import type { Quotation } from "../quotation.ts";
import { ruled } from "../ruled.ts";

/** `“The vote is over, said Lind. Crowds left.`: the comma where the missing mark should stand, and the verb behind it. */
const VERB_BEHIND = /,\s+(?<cue>\p{Ll}+)\s+(?=\p{L})/u;
const NAME_BEHIND = /,\s+(?<source>(?:\p{L}[\p{L}.'’-]*\s){1,5})(?<cue>\p{Ll}+)(?=\s*[.,])/u;

/** Quotations whose closing mark was forgotten: they end at the comma before the verb of saying, else with their sentence. */
export const unclosedQuotations: Rule = (drafts, scene) => {
  const found = new DraftSet(drafts);
  for (const quotation of scene.quotations) {
    if (quotation.closed || quotation.depth > 0) continue;
    const made = repaired(quotation, scene);
    if (made === undefined && quotation.continues) continue;
    for (const draft of found.touching(quotation))
      if (made === undefined) found.replace(draft, withinSentence(draft, quotation, scene));
      else found.remove(draft);
    if (made !== undefined) found.add(made);
  }
  return found.all();
};

/** Nobody knows where the mark was forgotten, so no more than the sentence that it opens is taken as said. */
function withinSentence(draft: Draft, quotation: Quotation, scene: Scene): Draft {
  const sentence = sentenceAt(scene, quotation.inner.start);
  if (sentence === undefined) return draft;
  const content = draft.content.map((span) =>
    span.start <= quotation.inner.start && span.end > quotation.inner.start
      ? { start: span.start, end: Math.min(span.end, sentence.end) }
      : span,
  );
  return { ...draft, content: content.filter((span) => !(span.start >= sentence.end && span.end <= quotation.end)) };
}

function repaired(quotation: Quotation, scene: Scene): Draft | undefined {
  const sentence = sentenceAt(scene, quotation.inner.start);
  const paragraph = paragraphAt(scene, quotation.start);
  if (sentence === undefined || paragraph === undefined) return undefined;
  const from = quotation.start;
  const text = scene.text.slice(from, Math.min(sentence.end, paragraph.end));
  const verb = VERB_BEHIND.exec(text);
  const form = verb?.groups?.["cue"] ?? "";
  if (verb !== null && isCue(scene.knowledge, form, "say", "manner") && isPast(form)) {
    const cueStart = from + verb.index + verb[0].indexOf(form);
    const source = nounPhraseAfter(scene, cueStart + form.length, sentence.end);
    if (source !== undefined)
      return draft([source], { start: cueStart, end: cueStart + form.length }, { start: from, end: from + verb.index });
  }
  const name = NAME_BEHIND.exec(text);
  const cue = name?.groups?.["cue"] ?? "";
  if (name !== null && isCue(scene.knowledge, cue, "say", "manner") && isPast(cue)) {
    const source = (name.groups?.["source"] ?? "").trimEnd();
    const start = from + name.index + name[0].indexOf(source);
    const cueStart = from + name.index + name[0].length - cue.length;
    return draft(
      [{ start, end: start + source.length }],
      { start: cueStart, end: cueStart + cue.length },
      { start: from, end: from + name.index },
    );
  }
  return undefined;
}

const isPast = (form: string): boolean => /(?:ed|id|ote|old|ays|es|ly)$/.test(form);

const draft = (source: readonly Span[], cue: Span, content: Span): Draft => ({
  ...ruled("unclosed", source, cue, [content]),
  verbatim: true,
});
