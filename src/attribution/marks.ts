import type { MarkGroup } from "../article/article.ts";
import type { Draft, Scene } from "./draft.ts";

/** The statements that the reading model marked: groups with a cue. */
export function draftsFromMarks({ article }: Scene): Draft[] {
  return article.layers.marks.flatMap((group) => (group.cue.length > 0 && group.content.length > 0 ? [draftOf(group)] : []));
}

function draftOf(group: MarkGroup): Draft {
  const marks = [...group.source, ...group.cue, ...group.content];
  const units = marks.reduce((sum, mark) => sum + mark.end - mark.start, 0);
  const score = marks.reduce((sum, mark) => sum + mark.score * (mark.end - mark.start), 0) / Math.max(1, units);
  return { source: group.source, cue: group.cue, content: group.content, score, by: "marks", inner: group.parent !== null };
}
