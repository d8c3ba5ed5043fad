import type { Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { nounPhraseAfter } from "../noun-phrase.ts";
import { groupSpan, isTaken, sentenceAt } from "../places.ts";

/** "There are fears that …", "There is growing hope among villagers that …" */
const THERE_IS =
  /\bthere (?<cue>(?:is|are|was|were|have been|has been)(?: (?:growing|rising|widespread|some|little|much|no|new|renewed|increasing|mounting|still|also|many|several))* (?<noun>\p{Ll}+))(?<among> (?:among|from|in|by|within) )?/dgiu;

/** Beliefs and reports that are simply there; who holds them stands behind "among", or nobody does. */
export const thereIs: Rule = (drafts, scene) => {
  const found = [...drafts];
  for (const match of scene.text.matchAll(THERE_IS)) {
    const made = madeFrom(match, scene);
    if (made === undefined) continue;
    const all = [...made.source, ...made.cue];
    const kept = found.filter(
      (draft) => draft.inner || !draft.cue.some((span) => all.some((own) => span.start < own.end && own.start < span.end)),
    );
    if (
      isTaken(
        kept.filter((draft) => !draft.inner),
        made.cue[0] as Span,
      )
    )
      continue;
    found.splice(0, found.length, ...kept, made);
  }
  return found;
};

function madeFrom(match: RegExpMatchArray, scene: Scene): Draft | undefined {
  const cue = groupSpan(match, "cue", 0);
  const sentence = sentenceAt(scene, match.index ?? 0);
  const noun = match.groups?.["noun"] ?? "";
  if (
    cue === undefined ||
    sentence === undefined ||
    !(scene.knowledge.cues.get(noun.toLowerCase()) ?? []).some(({ pos }) => pos === "noun")
  )
    return undefined;
  const among = groupSpan(match, "among", 0);
  const source = among === undefined ? undefined : nounPhraseAfter(scene, among.end, sentence.end);
  const from = source?.end ?? cue.end;
  const that = /^\s+(?=that\s)/.exec(scene.text.slice(from, sentence.end));
  if (that === null) return undefined;
  const start = from + that[0].length;
  const end = /[.!?]$/.test(scene.text.slice(start, sentence.end)) ? sentence.end - 1 : sentence.end;
  return { source: source === undefined ? [] : [source], cue: [cue], content: [{ start, end }], score: 0.7, by: "there is", inner: false };
}
