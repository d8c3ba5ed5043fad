import { FLAGS, type Flag, type StatementKind } from "../record/statement.ts";
import { overlaps, slice } from "../text/span.ts";
import type { Draft, Scene } from "./draft.ts";
import type { Quotation } from "./quotation.ts";

/** A quotation of fewer words without an end mark of its own is a fragment; a sentence is seldom shorter. */
const FRAGMENT_WORDS = 12;

/** What a reader should know about how faithfully the words are carried. */
export function flagsOf(draft: Draft, kind: StatementKind, scene: Scene): Flag[] {
  const { text, quotations } = scene;
  const quoted = quotations.filter((quotation) => quotation.depth === 0 && draft.content.some((span) => overlaps(span, quotation)));
  const inner = quoted.map((quotation) => slice(text, quotation.inner)).join(" ");
  const sentence = sentenceAround(draft, scene);
  const found: Readonly<Record<Flag, boolean>> = {
    partial: kind === "mixed" && quoted.some((quotation) => isFragment(text, quotation)),
    elided: /…|\.\s?\.\s?\.|\[\s?(?:…|\.\.\.)\s?\]/u.test(inner),
    bracketed: /\[[^\]]*\p{L}[^\]]*\]/u.test(inner),
    translated: isTranslated(sentence, scene),
    "via-outlet": isViaOutlet(draft, scene),
    unclosed: quoted.some((quotation) => !quotation.closed && !quotation.continues),
  };
  return FLAGS.filter((flag) => found[flag]);
}

/** A few words inside somebody else's sentence, not a sentence of their own. */
function isFragment(text: string, { inner }: Quotation): boolean {
  const words = slice(text, inner).trim();
  const complete = /^\p{Lu}/u.test(words) && /[.!?]$/u.test(words);
  return !complete && words.split(/\s+/).length < FRAGMENT_WORDS;
}

function sentenceAround(draft: Draft, { text, article }: Scene): string {
  const anchor = draft.cue[0] ?? draft.source[0] ?? draft.content[0];
  const sentence = anchor === undefined ? undefined : article.layers.sentences.find((s) => overlaps(s, anchor));
  return sentence === undefined ? "" : slice(text, sentence);
}

function isTranslated(sentence: string, { knowledge }: Scene): boolean {
  const lower = sentence.toLowerCase();
  const phrases = knowledge.frames.get("translated") ?? new Set();
  const languages = knowledge.frames.get("language") ?? new Set();
  return [...phrases].some((phrase) => lower.includes(phrase)) || [...languages].some((language) => new RegExp(`\\b(?:in|from) ${language}\\b`).test(lower));
}

function isViaOutlet(draft: Draft, { text, knowledge }: Scene): boolean {
  void draft;
  void text;
  void knowledge;
  return false;
}
