import { FLAGS, type Flag, type StatementKind } from "../record/statement.ts";
import { overlaps, slice } from "../text/span.ts";
import type { Draft, Scene } from "./draft.ts";
import { inFrame } from "./knowledge.ts";
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

/** Said to a named outlet or agency, or carried by one: "told Radio Nord", "according to the Vell Courier". */
function isViaOutlet(draft: Draft, scene: Scene): boolean {
  const anchor = draft.cue.at(-1);
  if (anchor === undefined) return false;
  const sentence = scene.article.layers.sentences.find((s) => overlaps(s, anchor));
  const behind = scene.text.slice(anchor.start, sentence?.end ?? anchor.end);
  const told = TOLD_TO.exec(behind)?.groups?.["name"];
  return told !== undefined && isOutlet(told, scene);
}

/** The cue, and right behind it whom the words were said to. */
const TOLD_TO = /^[^,.;:“”"]{0,60}?\b(?:told|telling|tells|interview with|interview to|interviewed by|remarks to|comments to|statement to|speaking to|spoke to|speaking on|e-?mail(?:ed)? to|wrote in|writing in|said on|said in|appearing on|quoted by|reported by)\s+(?<name>(?:(?:the|a|its|his|her)\s+)?\p{Lu}[^,.;:“”"]{1,60})/u;

/** Whether a name is that of an outlet or agency: one of its capitalised words is a word of media names. */
export const isOutlet = (name: string, { knowledge }: Scene): boolean => {
  const words = /^(?:(?:the|a|its|his|her)\s+)?(?<proper>(?:[\p{Lu}\d][\p{L}\d'’.-]*|of|the|de|du|al|el)(?:\s+(?:[\p{Lu}\d][\p{L}\d'’.-]*|of|the|de|du|al|el))*)/u.exec(name)?.groups?.["proper"]?.split(/[\s-]+/) ?? [];
  return words.some((word) => /^[\p{Lu}\d]/u.test(word) && inFrame(knowledge, "outlet", word.replace(/['’]s$/, "")));
};
