import { overlaps } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { DraftSet } from "../draft-set.ts";
import { pattern } from "../knowledge.ts";
import { nounPhraseAfter } from "../noun-phrase.ts";
import { groupSpan, sentenceAt } from "../places.ts";
import { ruled } from "../ruled.ts";

/** Beliefs and reports that are simply there; who holds them stands behind "among", or nobody does. */
export const thereIs: Rule = (drafts, scene) => {
  const found = new DraftSet(drafts);
  for (const match of scene.text.matchAll(pattern(scene.knowledge, "there-is"))) {
    const made = madeFrom(match, scene);
    if (made === undefined) continue;
    const claims = (draft: Draft): boolean => draft.cue.some((span) => [...made.source, ...made.cue].some((own) => overlaps(span, own)));
    const outer = [...made.cue, ...made.source].map((place) => found.touching(place).filter((draft) => !draft.inner));
    if (outer[0]?.some((draft) => !claims(draft))) continue;
    for (const draft of outer.flat()) if (claims(draft)) found.remove(draft);
    found.add(made);
  }
  return found.all();
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
  return ruled("there is", source === undefined ? [] : [source], cue, [{ start, end }]);
}
