import type { Span } from "../../text/span.ts";
import { SpanIndex } from "../../text/span-index.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { pattern } from "../knowledge.ts";
import { sentenceAt } from "../places.ts";

/** A first phrase of more words is a clause of its own (words). */
const MOST_WORDS = 12;

/** "By the end of the week, forecasters warned, the river could rise": the first phrase belongs to the content too. */
export const parentheses: Rule = (drafts, scene) => {
  const places = new SpanIndex();
  drafts.forEach((draft, number) => {
    for (const span of [...draft.cue, ...draft.content]) places.add(span, number);
  });
  return drafts.map((draft, number) => withFirstPhrase(draft, (place) => places.touching(place).some((other) => other !== number), scene));
};

/** @param taken whether the cue or content of another draft stands in a place */
function withFirstPhrase(draft: Draft, taken: (place: Span) => boolean, scene: Scene): Draft {
  const { text } = scene;
  const frame = [...draft.source, ...draft.cue].sort((a, b) => a.start - b.start);
  const [first, last, content] = [frame[0], frame.at(-1), draft.content[0]];
  if (draft.inner || first === undefined || last === undefined || content === undefined || content.start < last.end) return draft;
  const sentence = sentenceAt(scene, first.start);
  if (sentence === undefined || first.start === sentence.start) return draft;
  const phrase = text.slice(sentence.start, first.start);
  const between = text.slice(last.end, content.start);
  const words = phrase.trim().split(/\s+/).length;
  if (!/,\s+$/.test(phrase) || !/^,\s+$/.test(between) || words > MOST_WORDS || pattern(scene.knowledge, "connective").test(phrase))
    return draft;
  const head: Span = { start: sentence.start, end: sentence.start + phrase.trimEnd().length - 1 };
  return taken(head) ? draft : { ...draft, content: [head, ...draft.content] };
}
