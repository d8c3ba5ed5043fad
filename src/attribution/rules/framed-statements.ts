import type { Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { inFrame } from "../knowledge.ts";
import { nounPhraseAfter } from "../noun-phrase.ts";
import { isTaken, sentenceAt } from "../places.ts";

/** "In the view of X, …", "…, in the words of X", "according to X": what stands in a frame instead of a verb. */
export const framedStatements: Rule = (drafts, scene) => {
  const kept = drafts.filter((draft) => !isManner(draft, scene));
  const phrases = ["according to", ...(scene.knowledge.frames.get("view") ?? [])];
  const found = [...kept];
  for (const phrase of phrases)
    for (const match of scene.text.matchAll(new RegExp(`\\b${phrase}\\b`, "giu"))) {
      const cue = { start: match.index, end: match.index + phrase.length };
      const made = framed(cue, scene);
      if (made !== undefined && !isTaken(found, cue) && !found.some((draft) => draft.inner === false && draft.content.some((span) => span.start <= cue.start && cue.end <= span.end))) found.push(made);
    }
  return found;
};

/** "according to plan" tells how, not who. */
function isManner(draft: Draft, { text, knowledge }: Scene): boolean {
  const source = draft.source.map((span) => text.slice(span.start, span.end)).join(" ");
  const cue = draft.cue.map((span) => text.slice(span.start, span.end)).join(" ");
  return /according$|according to$/i.test(cue) && inFrame(knowledge, "manner-of-course", source.replace(/^(?:the|its|their|his|her) /i, ""));
}

function framed(cue: Span, scene: Scene): Draft | undefined {
  const sentence = sentenceAt(scene, cue.start);
  if (sentence === undefined) return undefined;
  const source = nounPhraseAfter(scene, cue.end, sentence.end);
  if (source === undefined || inFrame(scene.knowledge, "manner-of-course", scene.text.slice(source.start, source.end))) return undefined;
  const behind = scene.text.slice(source.end, sentence.end);
  const comma = /^,\s+/.exec(behind);
  const content = cue.start === sentence.start && comma !== null ? { start: source.end + comma[0].length, end: sentence.end } : before(sentence, cue, scene);
  return content === undefined ? undefined : { source: [source], cue: [cue], content: [withoutStop(content, scene)], score: 0.6, by: "frame", inner: false };
}

function before(sentence: Span, cue: Span, { text }: Scene): Span | undefined {
  const head = text.slice(sentence.start, cue.start);
  return /,\s*$/.test(head) ? { start: sentence.start, end: sentence.start + head.trimEnd().length - 1 } : undefined;
}

const withoutStop = ({ start, end }: Span, { text }: Scene): Span => ({ start, end: /[.!]$/.test(text.slice(start, end)) ? end - 1 : end });
