import { contains, type Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";

/** Brings spans into form: whole words, no stray punctuation or conjunction at the ends, no dateline, nothing twice. */
export const trimSpans: Rule = (drafts, scene) => {
  const seen = new Set<string>();
  return drafts.flatMap((draft) => {
    const trimmed: Draft = {
      ...draft,
      source: draft.source.flatMap((span) => trimSource(span, scene)),
      cue: draft.cue.flatMap((span) => trimCue(span, scene)),
      content: draft.content
        .filter((span) => !draft.source.some((source) => contains(source, span)))
        .flatMap((span) => trimContent(span, draft, scene)),
    };
    if (trimmed.content.length === 0 && trimmed.cue.length === 0) return [];
    const key = JSON.stringify([trimmed.source, trimmed.cue, trimmed.content].map((spans) => spans.map(({ start, end }) => [start, end])));
    if (seen.has(key)) return [];
    seen.add(key);
    return [trimmed];
  });
};

function trimSource(span: Span, { text }: Scene): Span[] {
  const whole = wholeWords(span, text);
  return trimmed(
    whole,
    text,
    /^[\s,;:.—–"“”]+/u,
    /(?:\s+(?:again and again|again|later|too|also|then|afterwards|twice|yesterday|today)|[\s;:.—–"“])+$/u,
  );
}

const trimCue = (span: Span, { text }: Scene): Span[] => {
  const cut = trimmed(wholeWords(span, text), text, /^[\s,;"”“]+/u, /[\s,;"”“]+$/u);
  return cut;
};

function trimContent(span: Span, draft: Draft, scene: Scene): Span[] {
  const { text, article } = scene;
  let { start, end } = span;
  for (const block of article.blocks)
    if (block.kind === "dateline" && block.start <= start && start < block.end) start = Math.min(block.end, end);
  start += /^(?:him|her|them|us|me|reporters|journalists)(?:\s+(?=that\s)|:\s*(?=["“]))/.exec(text.slice(start, end))?.[0].length ?? 0;
  if (DANGLING.test(text.slice(start, end))) end = clauseEnd(end, draft, text);
  return trimmed({ start, end }, text, /^(?:\s|[,;:—–-](?=\s))+/u, /(?:\s+(?:and|or|but|as|,|;|—|–|-)|[\s,;—–])+$/u);
}

/** A content that stops at a word that cannot end one. */
const DANGLING = /\s(?:in|on|at|to|from|with|by|of|for|the|a|an|its|their|his|her|into|about|than)$/u;

/** Where the words go on to: the next punctuation mark, or the next span of the draft itself. */
function clauseEnd(from: number, draft: Draft, text: string): number {
  const own = [...draft.source, ...draft.cue].map((span) => span.start).filter((start) => start >= from);
  const rest = /^[^,.;:!?\n“”"—]*/u.exec(text.slice(from))?.[0].length ?? 0;
  const end = Math.min(from + rest, ...own);
  return end > from && text.slice(from, end).trim() !== "" ? end : from;
}

/** A span that begins or ends inside a hyphened word takes it whole. */
function wholeWords({ start, end }: Span, text: string): Span {
  let first = start;
  while (
    first > 1 &&
    text.charAt(first - 1) === "-" &&
    /[\p{L}\p{N}]/u.test(text.charAt(first - 2)) &&
    /[\p{L}\p{N}]/u.test(text.charAt(first))
  ) {
    first -= 2;
    while (first > 0 && /[\p{L}\p{N}'’]/u.test(text.charAt(first - 1))) first--;
  }
  return { start: first, end };
}

function trimmed({ start, end }: Span, text: string, head: RegExp, tail: RegExp): Span[] {
  const inner = text.slice(start, end);
  const from = start + (head.exec(inner)?.[0].length ?? 0);
  const kept = text.slice(from, end).replace(tail, "").length;
  return kept > 0 && from < end ? [{ start: from, end: from + kept }] : [];
}
