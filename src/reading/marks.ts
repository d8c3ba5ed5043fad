import type { Mark, MarkGroup } from "../article/article.ts";
import type { MarkedGroup, MarkedRun } from "../model/decode-marks.ts";
import type { Span } from "../text/span.ts";

/** A group that the model marked, as spans of the text; `offset`: where the text that was read begins. */
export function markGroup(group: MarkedGroup, words: readonly Span[], offset: number, parent: number | null): MarkGroup {
  const mark = ({ first, end, score }: MarkedRun): Mark => ({
    start: (words[first]?.start ?? 0) + offset,
    end: (words[end - 1]?.end ?? 0) + offset,
    score,
  });
  return {
    source: group.sources.map(mark),
    cue: group.cue === undefined ? [] : [mark(group.cue)],
    content: group.contents.map(mark),
    parent,
  };
}
