import { contains, overlaps, type Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import type { Quotation } from "../quotation.ts";

/** A quotation of which less is marked is somebody else's, or a slip of the model (share of its units). */
const LEAST_SHARE = 0.5;

/** A content that takes up most of a quotation takes it all, marks included, unless its own cue or source stands inside. */
export const wholeQuotations: Rule = (drafts, scene) => {
  const outer = scene.quotations.filter((quotation) => quotation.depth === 0 && (quotation.closed || quotation.continues));
  return drafts.map((draft) =>
    draft.inner ? draft : { ...draft, content: merge(draft.content.map((span) => extend(span, draft, drafts, outer, scene))) },
  );
};

function extend(content: Span, draft: Draft, drafts: readonly Draft[], quotations: readonly Quotation[], scene: Scene): Span {
  let { start, end } = content;
  for (const quotation of quotations) {
    if (!overlaps(quotation, content) || contains(content, quotation)) continue;
    const inside = [...draft.cue, ...draft.source].some((span) => overlaps(span, quotation));
    const share =
      (Math.min(end, quotation.inner.end) - Math.max(start, quotation.inner.start)) / (quotation.inner.end - quotation.inner.start);
    const claimed = drafts.some((other) => other !== draft && !other.inner && [...other.cue].some((span) => overlaps(span, quotation)));
    if (inside || claimed || share < LEAST_SHARE) continue;
    start = Math.min(start, quotation.start);
    end = Math.max(end, quotation.end);
  }
  void scene;
  return { start, end };
}

/** Sorted, with overlapping spans made one. */
function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}
