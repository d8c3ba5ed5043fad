import { overlaps, type Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { isCue } from "../knowledge.ts";
import { nounPhraseAfter, nounPhraseBefore } from "../noun-phrase.ts";
import { isTaken, paragraphAt, sentenceAt } from "../places.ts";
import type { Quotation } from "../quotation.ts";

/** Shorter quotations are words and names rather than utterances, when nothing claims them. */
const LEAST_WORDS = 4;

/**
 * Quotations that no statement has: one that goes on with what the same source said before is joined to it; one
 * with a verb of saying beside it makes a statement; any other stays unclaimed, since a guess would be worse.
 */
export const unclaimedQuotations: Rule = (drafts, scene) => {
  let found = [...drafts, ...quotationsInQuotations(drafts, scene)];
  for (const quotation of scene.quotations) {
    if (quotation.depth > 0 || wordsOf(quotation, scene) < LEAST_WORDS || isTaken(found, quotation)) continue;
    const beside = statementBeside(quotation, scene, found);
    if (beside !== undefined) {
      found.push(beside);
      continue;
    }
    const owner = ownerOf(quotation, scene, found);
    if (owner !== undefined)
      found = found.map((draft) =>
        draft === owner ? { ...draft, content: [...draft.content, { start: quotation.start, end: quotation.end }] } : draft,
      );
  }
  return found;
};

/** `“Then she said ‘Lock the door’ and ran”`: a verb of saying right before marks inside marks. */
function quotationsInQuotations(drafts: readonly Draft[], scene: Scene): Draft[] {
  return scene.quotations.flatMap((quotation): Draft[] => {
    if (quotation.depth === 0 || drafts.some((draft) => draft.inner && draft.content.some((span) => overlaps(span, quotation)))) return [];
    const around = scene.quotations.findLast(
      (other) => other.depth < quotation.depth && other.start < quotation.start && quotation.end <= other.end,
    );
    const cue = /(?<cue>\p{Ll}+)[:,]?\s+$/u.exec(scene.text.slice(around?.inner.start ?? quotation.start, quotation.start))?.groups?.[
      "cue"
    ];
    if (around === undefined || cue === undefined || !isCue(scene.knowledge, cue, "say", "manner", "ask")) return [];
    const at = scene.text.lastIndexOf(cue, quotation.start);
    const source = nounPhraseBefore(scene, around.inner.start, at);
    const name = source === undefined ? undefined : lastWords(source, scene);
    return name === undefined ? [] : [{ ...made(name, { start: at, end: at + cue.length }, quotation), inner: true }];
  });
}

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
function statementBeside(quotation: Quotation, scene: Scene, drafts: readonly Draft[]): Draft | undefined {
  const paragraph = paragraphAt(scene, quotation.start);
  if (paragraph === undefined) return undefined;
  const behind = quotation.closed ? behindQuotation(quotation, scene, paragraph) : undefined;
  const made = behind ?? beforeQuotation(quotation, scene, paragraph);
  return made === undefined || isTaken(drafts, made.cue[0] as Span) ? undefined : made;
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
  const head = scene.text.slice(paragraph.start, quotation.start);
  const match = /(?<cue>\p{Ll}+)\s*[:,]\s*$/u.exec(head);
  const cue = match?.groups?.["cue"];
  if (match === null || cue === undefined || !speaks(cue, scene)) return undefined;
  const at = paragraph.start + match.index;
  const source = nounPhraseBefore(scene, paragraph.start, at);
  return source === undefined ? undefined : made(source, { start: at, end: at + cue.length }, quotation);
}

const speaks = (form: string, { knowledge }: Scene): boolean => isCue(knowledge, form, "say", "manner", "ask", "believe");

const made = (source: Span, cue: Span, { start, end }: Quotation): Draft => ({
  source: [source],
  cue: [cue],
  content: [{ start, end }],
  score: 0.6,
  by: "quotation",
  inner: false,
});

/** The statement that a quotation goes on with: just before it in its paragraph, or left open or ended in the paragraph before. */
function ownerOf(quotation: Quotation, scene: Scene, drafts: readonly Draft[]): Draft | undefined {
  const paragraph = paragraphAt(scene, quotation.start);
  if (paragraph === undefined) return undefined;
  const outer = drafts.filter((draft) => !draft.inner);
  const opensParagraph = scene.text.slice(paragraph.start, quotation.start).trim() === "";
  const before = scene.quotations.filter((other) => other.depth === 0 && other.end <= quotation.start);
  const last = before.at(-1);
  if (last === undefined) return undefined;
  const same = last.start >= paragraph.start;
  const index = scene.paragraphs.indexOf(paragraph);
  const above = scene.paragraphs[index - 1];
  const lastAbove = above !== undefined && last.start >= above.start && last.end <= above.end;
  if (!same && !(opensParagraph && lastAbove && (last.continues || onlyQuotation(quotation, paragraph, scene)))) return undefined;
  const owner = outer.findLast((draft) => draft.content.some((span) => overlaps(span, last)));
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
