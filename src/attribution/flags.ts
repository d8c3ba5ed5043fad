import { FLAGS, type Flag, type StatementKind } from "../record/statement.ts";
import { type Span, slice } from "../text/span.ts";
import type { Draft, Scene } from "./draft.ts";
import { inFrame } from "./knowledge.ts";
import { quotationsOver, sentenceOver } from "./places.ts";
import type { Quotation } from "./quotation.ts";

/** A quotation of fewer words without an end mark of its own is a fragment; a sentence is seldom shorter. */
const FRAGMENT_WORDS = 12;

/**
 * What a reader should know about how faithfully the words are carried, for the drafts of one article.
 *
 * @returns the flags of a draft; `inOutlet`: it lies in the words of an outlet
 */
export function flagging(scene: Scene): (draft: Draft, kind: StatementKind, inOutlet: boolean) => Flag[] {
  const known = new Map<Quotation, Wording>();
  const wording = (quotation: Quotation): Wording => {
    const found = known.get(quotation) ?? wordingOf(slice(scene.text, quotation.inner));
    known.set(quotation, found);
    return found;
  };
  return (draft, kind, inOutlet) => flagsOf(draft, kind, scene, inOutlet, wording);
}

/** What shows in the words of a quotation, looked at once however many statements share it. */
interface Wording {
  readonly fragment: boolean;
  readonly elided: boolean;
  readonly bracketed: boolean;
}

const wordingOf = (words: string): Wording => ({
  fragment: isFragment(words.trim()),
  elided: /…|\.\s?\.\s?\.|\[\s?(?:…|\.\.\.)\s?\]/u.test(words),
  bracketed: [...words.matchAll(/\[([^[\]]*)\]/g)].some(([, inside = ""]) => /\p{L}/u.test(inside)),
});

function flagsOf(draft: Draft, kind: StatementKind, scene: Scene, inOutlet: boolean, wording: (quotation: Quotation) => Wording): Flag[] {
  const quoted = quotationsOver(scene, draft.content).filter(({ depth }) => depth === 0);
  const sentence = aroundContent(draft, scene);
  const found: Readonly<Record<Flag, boolean>> = {
    partial: kind === "mixed" && quoted.some((quotation) => wording(quotation).fragment),
    elided: quoted.some((quotation) => wording(quotation).elided),
    bracketed: quoted.some((quotation) => wording(quotation).bracketed),
    translated: isTranslated(sentence, scene),
    "via-outlet": inOutlet || isViaOutlet(draft, scene),
    unclosed: draft.by === "unclosed" || quoted.some((quotation) => !quotation.closed && !quotation.continues),
  };
  return FLAGS.filter((flag) => found[flag]);
}

/** A few words inside somebody else's sentence, not a sentence of their own. */
function isFragment(words: string): boolean {
  const complete = /^\p{Lu}/u.test(words) && /[.!?]$/u.test(words);
  return !complete && words.split(/\s+/).length < FRAGMENT_WORDS;
}

/** The sentence of a draft's cue, its content left out. */
function aroundContent(draft: Draft, scene: Scene): string {
  const anchor = draft.cue[0] ?? draft.source[0] ?? draft.content[0];
  const sentence = anchor === undefined ? undefined : sentenceOver(scene, anchor);
  return sentence === undefined ? "" : draft.content.reduce((text, span) => blank(text, span, sentence.start), slice(scene.text, sentence));
}

function isTranslated(sentence: string, { knowledge }: Scene): boolean {
  const lower = sentence.toLowerCase();
  const phrases = knowledge.frames.get("translated") ?? new Set();
  return (
    [...phrases].some((phrase) => lower.includes(phrase)) ||
    [...lower.matchAll(IN_LANGUAGE)].some((match) => inFrame(knowledge, "language", match.groups?.["language"] ?? ""))
  );
}

const IN_LANGUAGE = /\b(?:in|from) (?=(?<language>[a-z]+)\b)/g;

/** Said to a named outlet or agency, or carried by one: "told Radio Nord", "according to a transcript in the Vell Courier". */
function isViaOutlet(draft: Draft, scene: Scene): boolean {
  const around = aroundContent(draft, scene);
  const lower = around.toLowerCase();
  return [...(scene.knowledge.frames.get("carried-by") ?? [])].some((phrase) => {
    const at = lower.indexOf(phrase);
    if (at < 0 || /\p{L}/u.test(lower.charAt(at - 1))) return false;
    return isOutlet(NAME_BEHIND.exec(around.slice(at + phrase.length))?.groups?.["name"] ?? "", scene);
  });
}

const blank = (text: string, { start, end }: Span, offset: number): string => {
  const [from, to] = [Math.max(0, start - offset), Math.max(0, end - offset)];
  return text.slice(0, from) + "\n".repeat(Math.max(0, Math.min(to, text.length) - from)) + text.slice(to);
};

/** The name right behind such a phrase. */
const NAME_BEHIND = /^\s+(?<name>(?:(?:the|a|its|his|her)\s+)?\p{Lu}[^,.;:“”"\n]{1,60})/u;

/** Whether a name is that of an outlet or agency: one of its capitalised words is a word of media names. */
export const isOutlet = (name: string, { knowledge }: Scene): boolean => {
  const words =
    /^(?:(?:the|a|its|his|her)\s+)?(?<proper>(?:[\p{Lu}\d][\p{L}\d'’.-]*|of|the|de|du|al|el)(?:\s+(?:[\p{Lu}\d][\p{L}\d'’.-]*|of|the|de|du|al|el))*)/u
      .exec(name)
      ?.groups?.["proper"]?.split(/[\s-]+/) ?? [];
  return words.some((word) => /^[\p{Lu}\d]/u.test(word) && inFrame(knowledge, "outlet", word.replace(/['’]s$/, "")));
};
