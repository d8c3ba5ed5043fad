import { contains, mergeSpans, overlaps, type Span } from "../../text/span.ts";
import { SpanIndex } from "../../text/span-index.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { quotationsOver } from "../places.ts";

/** A quotation of which less is marked is somebody else's, or a slip of the model (share of its units). */
const LEAST_SHARE = 0.5;

/** A content that takes up most of a quotation takes it all, marks included, unless its own cue or source stands inside. */
export const wholeQuotations: Rule = (drafts, scene) => {
  const cues = new SpanIndex();
  drafts.forEach((draft, number) => {
    if (!draft.inner) for (const cue of draft.cue) cues.add(cue, number);
  });
  return drafts.map((draft, number) => {
    if (draft.inner) return { ...draft, content: draft.content.flatMap((span) => withinMarks(span, draft, scene)) };
    const claimed = (place: Span): boolean => cues.touching(place).some((other) => other !== number);
    return { ...draft, content: mergeSpans(draft.content.map((span) => extend(span, draft, claimed, scene))) };
  });
};

/** A statement made inside quotation marks ends with them: `‘They say there is no money,’ and that was the end` */
function withinMarks(content: Span, { cue }: Draft, scene: Scene): Span[] {
  const around = quotationsOver(scene, cue).findLast((quotation) => cue.every((span) => contains(quotation.inner, span)));
  if (around === undefined || !around.closed || !overlaps(around.inner, content)) return [content];
  return [{ start: Math.max(content.start, around.inner.start), end: Math.min(content.end, around.inner.end) }];
}

/** @param claimed whether the cue of another draft stands in a place */
function extend(content: Span, draft: Draft, claimed: (place: Span) => boolean, scene: Scene): Span {
  let { start, end } = content;
  for (const quotation of quotationsOver(scene, [content])) {
    if (quotation.depth > 0 || !(quotation.closed || quotation.continues) || contains(content, quotation)) continue;
    const inside = [...draft.cue, ...draft.source].some((span) => overlaps(span, quotation));
    const share =
      (Math.min(end, quotation.inner.end) - Math.max(start, quotation.inner.start)) / (quotation.inner.end - quotation.inner.start);
    if (inside || share < LEAST_SHARE || claimed(quotation)) continue;
    start = Math.min(start, quotation.start);
    end = Math.max(end, quotation.end);
  }
  return { start, end: withoutTail({ start, end }, scene) };
}

/** `said, “It is done,” and left`: what the source did next is no part of what was said. */
function withoutTail({ start, end }: Span, scene: Scene): number {
  const quotation = quotationsOver(scene, [{ start, end: start + 1 }]).find(
    (other) => other.depth === 0 && other.closed && other.start === start,
  );
  if (quotation === undefined || quotation.end >= end) return end;
  const tail = /^\s+(?:and|then|before|while|as)\s+(?<verb>\p{Ll}+)[^“”"]*$/u.exec(scene.text.slice(quotation.end, end));
  return tail !== null &&
    /[,.!?]$/.test(scene.text.slice(quotation.inner.start, quotation.inner.end)) &&
    /(?:ed|ing|ft|nt|t|w)$/.test(tail.groups?.["verb"] ?? "")
    ? quotation.end
    : end;
}
