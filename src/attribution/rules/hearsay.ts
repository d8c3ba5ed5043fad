import { type Span, slice } from "../../text/span.ts";
import type { Rule, Scene } from "../draft.ts";
import { inFrame } from "../knowledge.ts";
import { nounPhraseBefore } from "../noun-phrase.ts";
import { sentenceAt } from "../places.ts";

/** "The broker allegedly sold the barge": the content of a hearsay adverb has its subject too. */
export const hearsay: Rule = (drafts, scene) =>
  drafts.map((draft) => {
    const cue = draft.cue[0];
    if (
      cue === undefined ||
      draft.source.length > 0 ||
      draft.cue.length > 1 ||
      !inFrame(scene.knowledge, "hearsay", slice(scene.text, cue))
    )
      return draft;
    if (draft.content.some((span) => span.end <= cue.start)) return draft;
    const subject = subjectBefore(cue, scene);
    return subject === undefined ? draft : { ...draft, content: [subject, ...draft.content] };
  });

function subjectBefore(cue: Span, scene: Scene): Span | undefined {
  const sentence = sentenceAt(scene, cue.start);
  if (sentence === undefined) return undefined;
  const auxiliary = /\s+(?:is|are|was|were|has|have|had|will|would)\s*$/.exec(scene.text.slice(sentence.start, cue.start));
  const end = auxiliary === null ? cue.start : cue.start - auxiliary[0].length;
  const subject = nounPhraseBefore(scene, sentence.start, end);
  return subject === undefined ? undefined : { start: subject.start, end: scene.text.slice(0, cue.start).trimEnd().length };
}
