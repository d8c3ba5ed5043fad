import { overlaps, type Span } from "../../text/span.ts";
import { SpanIndex } from "../../text/span-index.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { DraftSet } from "../draft-set.ts";
import { isCue } from "../knowledge.ts";
import { nounPhraseAfter, nounPhraseBefore } from "../noun-phrase.ts";
import { paragraphAt, paragraphNumber, quotationsOver, sentenceAt } from "../places.ts";
import type { Quotation } from "../quotation.ts";
import { ruled } from "../ruled.ts";

/** Shorter quotations are words and names rather than utterances, when nothing claims them. */
const LEAST_WORDS = 4;
/** A verb of saying stands right before its quotation; a longer gap is none (UTF-16 units: the longest verbs have 14). */
const LOOK_BACK_UNITS = 80;

/**
 * Quotations that no statement has: one that goes on with what the same source said before is joined to it; one
 * with a verb of saying beside it makes a statement; any other stays unclaimed, since a guess would be worse.
 */
export const unclaimedQuotations: Rule = (drafts, scene) => {
  const found = new DraftSet([...drafts, ...quotationsInQuotations(drafts, scene)]);
  let last: Quotation | undefined;
  for (const quotation of scene.quotations) {
    if (quotation.depth > 0) continue;
    const before = last;
    last = quotation;
    if (wordsOf(quotation, scene) < LEAST_WORDS || found.isTaken(quotation)) continue;
    const beside = statementBeside(quotation, scene, found);
    if (beside !== undefined) {
      found.add(beside);
      continue;
    }
    const owner = before === undefined ? undefined : ownerOf(quotation, before, scene, found);
    if (owner !== undefined) found.extend(owner, { start: quotation.start, end: quotation.end });
  }
  return found.all();
};

/** `“Then she said ‘Lock the door’ and ran”`: a verb of saying right before marks inside marks. */
function quotationsInQuotations(drafts: readonly Draft[], scene: Scene): Draft[] {
  const known = new SpanIndex();
  for (const draft of drafts) if (draft.inner) for (const span of draft.content) known.add(span, 0);
  return scene.quotations.flatMap((quotation): Draft[] => {
    if (quotation.depth === 0 || known.touches(quotation)) return [];
    const around = quotationsOver(scene, [{ start: quotation.start, end: quotation.start + 1 }]).findLast(
      (other) => other.depth < quotation.depth && other.start < quotation.start && quotation.end <= other.end,
    );
    const head = textBefore(scene, around?.inner.start ?? quotation.start, quotation.start);
    const cue = /(?<cue>\p{Ll}+)[:,]?\s+$/u.exec(head)?.groups?.["cue"];
    if (around === undefined || cue === undefined || !isCue(scene.knowledge, cue, "say", "manner", "ask")) return [];
    const at = scene.text.lastIndexOf(cue, quotation.start);
    const source = nounPhraseBefore(scene, around.inner.start, at);
    const name = source === undefined ? undefined : lastWords(source, scene);
    return name === undefined ? [] : [{ ...made(name, { start: at, end: at + cue.length }, quotation), inner: true }];
  });
}

/** The characters right before a place, no more than are looked at. */
const textBefore = ({ text }: Scene, from: number, to: number): string => text.slice(Math.max(from, to - LOOK_BACK_UNITS), to);

/** The pronoun or name at the end of a noun phrase that ran on over an adverb ("then she"). */
function lastWords(phrase: Span, { text }: Scene): Span | undefined {
  const match =
    /(?:\b(?:he|she|they|we|I|you|it)|\b(?:the|a|an|my|his|her|our|their)\s[\p{L}\s'’-]+|\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*)*)$/u.exec(
      text.slice(phrase.start, phrase.end),
    );
  return match === null ? undefined : { start: phrase.start + match.index, end: phrase.end };
}

const wordsOf = ({ inner }: Quotation, { text }: Scene): number => text.slice(inner.start, inner.end).split(/\s+/).filter(Boolean).length;

/** `“…,” said X`, `“…,” X said`, `X said: “…”` */
function statementBeside(quotation: Quotation, scene: Scene, drafts: DraftSet): Draft | undefined {
  const paragraph = paragraphAt(scene, quotation.start);
  if (paragraph === undefined) return undefined;
  const behind = quotation.closed ? behindQuotation(quotation, scene, paragraph) : undefined;
  const made = behind ?? beforeQuotation(quotation, scene, paragraph);
  return made === undefined || drafts.isTaken(made.cue[0] as Span) ? undefined : made;
}

function behindQuotation(quotation: Quotation, scene: Scene, paragraph: Span): Draft | undefined {
  const end = Math.min(sentenceAt(scene, quotation.end + 1)?.end ?? paragraph.end, paragraph.end);
  const rest = scene.text.slice(quotation.end, end);
  const verbFirst = /^,?\s+(?<cue>\p{Ll}+)\s+(?=\p{L})/u.exec(rest)?.groups?.["cue"];
  if (verbFirst !== undefined && speaks(verbFirst, scene)) {
    const at = quotation.end + rest.indexOf(verbFirst);
    const source = nounPhraseAfter(scene, at + verbFirst.length, end);
    if (source !== undefined) return made(source, { start: at, end: at + verbFirst.length }, quotation);
  }
  const nameFirst = nounPhraseAfter(scene, quotation.end + (/^,?\s*/u.exec(rest)?.[0].length ?? 0), end);
  if (nameFirst === undefined) return undefined;
  const cue = /^\s+(?<cue>\p{Ll}+)/u.exec(scene.text.slice(nameFirst.end, end))?.groups?.["cue"];
  if (cue === undefined || !speaks(cue, scene)) return undefined;
  const at = nameFirst.end + scene.text.slice(nameFirst.end).indexOf(cue);
  return made(nameFirst, { start: at, end: at + cue.length }, quotation);
}

function beforeQuotation(quotation: Quotation, scene: Scene, paragraph: Span): Draft | undefined {
  const head = textBefore(scene, paragraph.start, quotation.start);
  const match = /(?<cue>\p{Ll}+)\s*[:,]\s*$/u.exec(head);
  const cue = match?.groups?.["cue"];
  if (match === null || cue === undefined || !speaks(cue, scene)) return undefined;
  const at = quotation.start - head.length + match.index;
  const source = nounPhraseBefore(scene, paragraph.start, at);
  return source === undefined ? undefined : made(source, { start: at, end: at + cue.length }, quotation);
}

const speaks = (form: string, { knowledge }: Scene): boolean => isCue(knowledge, form, "say", "manner", "ask", "believe");

const made = (source: Span, cue: Span, { start, end }: Quotation): Draft => ruled("quotation", [source], cue, [{ start, end }]);

/** The statement that a quotation goes on with: just before it in its paragraph, or left open or ended in the paragraph before. */
function ownerOf(quotation: Quotation, last: Quotation, scene: Scene, drafts: DraftSet): Draft | undefined {
  const paragraph = paragraphAt(scene, quotation.start);
  if (paragraph === undefined) return undefined;
  const opensParagraph = scene.text.slice(paragraph.start, quotation.start).trim() === "";
  const same = last.start >= paragraph.start;
  const above = scene.paragraphs[paragraphNumber(scene, quotation.start) - 1];
  const lastAbove = above !== undefined && last.start >= above.start && last.end <= above.end;
  if (!same && !(opensParagraph && lastAbove && (last.continues || onlyQuotation(quotation, paragraph, scene)))) return undefined;
  const owner = drafts.touching(last).findLast((draft) => !draft.inner && draft.content.some((span) => overlaps(span, last)));
  if (owner === undefined) return undefined;
  const between = scene.text.slice(last.end, quotation.start);
  return same && !(/^[^.!?]*[.!?]["”’]?\s+$/u.test(between) && isSentence(quotation, scene)) ? undefined : owner;
}

/** A whole sentence, not a few words inside somebody else's. */
const isSentence = ({ inner }: Quotation, { text }: Scene): boolean =>
  /^[\p{Lu}\p{N}][\s\S]*[.!?…]$/u.test(text.slice(inner.start, inner.end).trim());

/** Whether a paragraph is nothing but this quotation. */
const onlyQuotation = (quotation: Quotation, paragraph: Span, { text }: Scene): boolean =>
  text.slice(quotation.end, paragraph.end).replace(/[.\s]/g, "") === "";
