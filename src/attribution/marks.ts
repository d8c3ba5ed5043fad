import type { Mark, MarkGroup } from "../article/article.ts";
import { slice } from "../text/span.ts";
import type { Draft, Scene } from "./draft.ts";
import { inFrame, isCue } from "./knowledge.ts";

/** Least score of a marked statement; best found and relaxed F1 on polnear-dev that keeps news-dev's (docs/decisions/score-threshold.md). */
const LEAST_SCORE = 0.58;
/** The same without a source, of which fewest are found (docs/decisions/score-threshold.md). */
const LEAST_UNSOURCED_SCORE = 0.45;
/** The same inside another statement, whose own score has been weighed; best on nested statements of news-dev. */
const LEAST_INNER_SCORE = 0.5;
/** The same where the words themselves signal it: "according to", a cue verb before "that …" or with a quotation. */
const LEAST_SIGNALLED_SCORE = 0.5;

/** The statements that the reading model marked: groups with a cue, more than a form of "have", and a content that it is sure enough of. */
export const draftsFromMarks = (scene: Scene): Draft[] =>
  scene.article.layers.marks
    .filter((group) => group.cue.length > 0 && group.content.length > 0)
    .map(draftOf)
    .filter((draft) => !isPerfect(draft, scene))
    .filter((draft) => draft.score >= leastScore(draft, scene));

function leastScore(draft: Draft, scene: Scene): number {
  if (draft.inner) return LEAST_INNER_SCORE;
  if (isSignalled(draft, scene)) return LEAST_SIGNALLED_SCORE;
  return draft.source.length === 0 ? LEAST_UNSOURCED_SCORE : LEAST_SCORE;
}

const isPerfect = ({ cue }: Draft, { text, knowledge }: Scene): boolean =>
  cue.every((span) => inFrame(knowledge, "perfect", slice(text, span)));

function isSignalled(draft: Draft, { text, knowledge }: Scene): boolean {
  const cue = draft.cue.map((span) => slice(text, span).toLowerCase()).join(" ");
  const words = cue.split(/[^\p{L}'’-]+/u);
  const content = draft.content.map((span) => slice(text, span)).join(" ");
  if (/according to|as saying$/.test(cue) || words.some((word) => inFrame(knowledge, "hearsay", word))) return true;
  if (/^(?:that|whether|how|if)\s/i.test(content)) return words.some((word) => knowledge.cues.has(word));
  return /^["“'‘]/u.test(content) && words.some((word) => isCue(knowledge, word, "say", "manner"));
}

/** Its score is the geometric mean of the roles' scores: one doubtful role makes the statement doubtful. */
function draftOf(group: MarkGroup): Draft {
  const roles = [group.source, group.cue, group.content].filter((marks) => marks.length > 0);
  const score = roles.reduce((product, marks) => product * meanScore(marks), 1) ** (1 / roles.length);
  return { source: group.source, cue: group.cue, content: group.content, score, by: "marks", inner: group.parent !== null };
}

/** Mean score of marks by their length. */
function meanScore(marks: readonly Mark[]): number {
  const units = marks.reduce((sum, mark) => sum + mark.end - mark.start, 0);
  return marks.reduce((sum, mark) => sum + mark.score * (mark.end - mark.start), 0) / Math.max(1, units);
}
