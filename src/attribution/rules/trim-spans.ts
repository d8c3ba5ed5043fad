import { contains, type Span } from "../../text/span.ts";
import { indexSpans } from "../../text/span-index.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { pattern } from "../knowledge.ts";
import { sentenceAt } from "../places.ts";

/** Brings spans into form: whole words, no stray punctuation or conjunction at the ends, no dateline, nothing twice. */
export const trimSpans: Rule = (drafts, scene) => {
  const seen = new Set<string>();
  const datelines = scene.article.blocks.filter(({ kind }) => kind === "dateline");
  const index = indexSpans(datelines);
  const datelinesOver = (place: Span): Span[] => index.touching(place).flatMap((number) => datelines[number] ?? []);
  return drafts.flatMap((draft) => {
    const trimmed: Draft = {
      ...draft,
      source: draft.source.flatMap((span) => trimSource(span, scene)),
      cue: draft.cue.flatMap((span) => trimCue(span, scene)),
      content: draft.content
        .filter((span) => !draft.source.some((source) => contains(source, span)))
        .filter((span, index, all) => !isAside(span, all[index + 1], scene))
        .flatMap((span) => trimContent(span, draft, datelinesOver(span), scene)),
    };
    if (trimmed.content.length === 0 && trimmed.cue.length === 0) return [];
    const key = JSON.stringify([trimmed.source, trimmed.cue, trimmed.content].map((spans) => spans.map(({ start, end }) => [start, end])));
    if (seen.has(key)) return [];
    seen.add(key);
    return [trimmed];
  });
};

/** "said, after a night of heavy rain, that …": the first piece tells when it was said. */
const isAside = (span: Span, next: Span | undefined, { text, knowledge }: Scene): boolean =>
  next !== undefined &&
  /^that\s/.test(text.slice(next.start, next.end)) &&
  pattern(knowledge, "aside").test(text.slice(span.start, span.end));

function trimSource(span: Span, scene: Scene): Span[] {
  const { text } = scene;
  const whole = wholeWords(span, text);
  return trimmed(whole, text, /^[\s,;:.—–"“”]+/u, pattern(scene.knowledge, "source-tail"));
}

const trimCue = (span: Span, { text }: Scene): Span[] => trimmed(wholeWords(span, text), text, /^[\s,;"”“]+/u, /[\s,;"”“]+$/u);

function trimContent(span: Span, draft: Draft, datelines: readonly Span[], scene: Scene): Span[] {
  const { text } = scene;
  let { start, end } = span;
  for (const dateline of datelines) if (dateline.start <= start && start < dateline.end) start = Math.min(dateline.end, end);
  start += pattern(scene.knowledge, "time-before-that").exec(text.slice(start, end))?.[0].length ?? 0;
  start += pattern(scene.knowledge, "addressee").exec(text.slice(start, end))?.[0].length ?? 0;
  if (pattern(scene.knowledge, "dangling").test(text.slice(start, end))) end = clauseEnd(end, draft, scene);
  return trimmed({ start, end }, text, /^(?:\s|[,;:—–-](?=\s))+/u, /(?:\s+(?:and|or|but|as|,|;|—|–|-)|[\s,;—–])+$/u);
}

/** Where the words go on to: the next punctuation mark, or the next span of the draft itself. */
function clauseEnd(from: number, draft: Draft, scene: Scene): number {
  const { text } = scene;
  const own = [...draft.source, ...draft.cue].map((span) => span.start).filter((start) => start >= from);
  const rest = /^[^,.;:!?\n“”"—]*/u.exec(text.slice(from, sentenceAt(scene, from - 1)?.end))?.[0].length ?? 0;
  const end = Math.min(from + rest, ...own);
  return end > from && text.slice(from, end).trim() !== "" ? end : from;
}

/** No word reaches further back (UTF-16 units). */
const MOST_WORD_UNITS = 200;

/** A span that begins or ends inside a hyphened word takes it whole. */
function wholeWords({ start, end }: Span, text: string): Span {
  let first = start;
  const least = Math.max(1, start - MOST_WORD_UNITS);
  while (
    first > least &&
    text.charAt(first - 1) === "-" &&
    /[\p{L}\p{N}]/u.test(text.charAt(first - 2)) &&
    /[\p{L}\p{N}]/u.test(text.charAt(first))
  ) {
    first -= 2;
    while (first >= least && /[\p{L}\p{N}'’]/u.test(text.charAt(first - 1))) first--;
  }
  return { start: first, end };
}

function trimmed({ start, end }: Span, text: string, head: RegExp, tail: RegExp): Span[] {
  const inner = text.slice(start, end);
  const from = start + (head.exec(inner)?.[0].length ?? 0);
  const kept = lengthWithout(text.slice(from, end), tail);
  return kept > 0 && from < end ? [{ start: from, end: from + kept }] : [];
}

/** The tails to cut are matched in pieces of this size, since a tail of many blanks takes time (UTF-16 units). */
const TAIL_UNITS = 32;

/** How much of a text is left without its tail. @param tail matches at the end, piece by piece or at once */
function lengthWithout(text: string, tail: RegExp): number {
  let end = text.length;
  for (;;) {
    const cut = tail.exec(text.slice(Math.max(0, end - TAIL_UNITS), end))?.[0].length ?? 0;
    if (cut === 0) return end;
    end -= cut;
  }
}
