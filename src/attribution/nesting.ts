import { contains, hull, type Span } from "../text/span.ts";
import { indexSpans } from "../text/span-index.ts";
import type { Draft } from "./draft.ts";
import { spansOf } from "./places.ts";

/** For each draft the number of the smallest other draft inside whose content it lies wholly, or −1. */
export function parentsOf(drafts: readonly Draft[]): number[] {
  const contents = drafts.flatMap((draft, owner) =>
    draft.content.map((content) => ({ content, owner, inner: draft.inner, extent: hull(spansOf(draft)) ?? content })),
  );
  const index = indexSpans(contents.map(({ content }) => content));
  return drafts.map((draft, child) => {
    const extent = hull(spansOf(draft));
    if (extent === undefined) return -1;
    let parent = -1;
    let size = Number.POSITIVE_INFINITY;
    for (const number of index.touching({ start: extent.start, end: extent.start + 1 })) {
      const around = contents[number];
      if (around === undefined || around.owner === child || !contains(around.content, extent)) continue;
      const length = unitsOf(around.content);
      const larger = unitsOf(around.extent) > unitsOf(extent) || (draft.inner && !around.inner);
      if (larger && length < size) {
        parent = around.owner;
        size = length;
      }
    }
    return parent;
  });
}

const unitsOf = ({ start, end }: Span): number => end - start;
