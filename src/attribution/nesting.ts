import { contains, hull, type Span } from "../text/span.ts";
import type { Draft } from "./draft.ts";

/** For each draft the number of the smallest other draft inside whose content it lies wholly, or −1. */
export function parentsOf(drafts: readonly Draft[]): number[] {
  const extents = drafts.map(extentOf);
  return drafts.map((_, child) => {
    const extent = extents[child];
    if (extent === undefined) return -1;
    let parent = -1;
    let size = Number.POSITIVE_INFINITY;
    drafts.forEach((other, index) => {
      if (index === child) return;
      for (const content of other.content) {
        const length = content.end - content.start;
        const larger = length > extent.end - extent.start || (drafts[child]?.inner === true && !other.inner);
        if (larger && contains(content, extent) && length < size) {
          parent = index;
          size = length;
        }
      }
    });
    return parent;
  });
}

const extentOf = (draft: Draft): Span | undefined => hull([...draft.source, ...draft.cue, ...draft.content]);
