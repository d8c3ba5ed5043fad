import { type Span, slice } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { DraftSet } from "../draft-set.ts";
import { pattern } from "../knowledge.ts";
import { nounPhraseBefore } from "../noun-phrase.ts";
import { sentenceAt } from "../places.ts";
import { ruled } from "../ruled.ts";

/** Refusals and silences that were not marked, and denials that are no statements ("denied him entry", "declined to a third"). */
export const refusals: Rule = (drafts, scene) => {
  const kept = drafts.filter((draft) => !isOtherSense(draft, scene)).map((draft) => withDeniedClaim(draft, scene));
  const taken = new DraftSet(kept);
  const made: Draft[] = [];
  for (const match of scene.text.matchAll(pattern(scene.knowledge, "unreached"))) {
    const cue = match.groups?.["cue"] ?? "";
    const content = match.groups?.["content"] ?? "";
    if (/^(?:declined|refused)$/.test(cue) && !pattern(scene.knowledge, "comment-asked").test(content)) continue;
    if (!/^(?:declined|refused)$/.test(cue) && !pattern(scene.knowledge, "comment-sought").test(`${cue}${content}`)) continue;
    const span = { start: match.index, end: match.index + cue.length };
    const sentence = sentenceAt(scene, span.start);
    if (sentence === undefined || taken.isTaken(span)) continue;
    const source = nounPhraseBefore(scene, sentence.start, span.start);
    if (source === undefined) continue;
    const inner = content.trimStart();
    const start = span.end + content.length - inner.length;
    made.push(ruled("refusal", [source], span, inner === "" ? [] : [{ start, end: start + inner.trimEnd().length }]));
  }
  return [...kept, ...made];
};

/** Verbs of refusing and denying in their other senses. */
function isOtherSense({ cue, content }: Draft, { text, knowledge }: Scene): boolean {
  const words = cue.map((span) => slice(text, span)).join(" ");
  const said = content.map((span) => slice(text, span)).join(" ");
  if (/\bclaims?$/.test(words) && /^to (?:the|a|an|his|her|its|their|this|that)\s/.test(said)) return true;
  if (/\bdeclin(?:ed|es|ing)\b/.test(words)) return pattern(knowledge, "declined-in-number").test(said);
  return /\bden(?:ied|ies|y|ying)$/.test(words) && pattern(knowledge, "denied-entry").test(said);
}

/** "rejected claims that …": what is denied is the claim, so the noun belongs to the content. */
function withDeniedClaim(draft: Draft, { text }: Scene): Draft {
  const [cue, content] = [draft.cue.at(-1), draft.content[0]];
  if (cue === undefined || content === undefined) return draft;
  const match = /^(?<verb>.*?\b(?:reject|dismiss|disput|den|refut|rebut)\p{L}*)(?<noun>\s+(?:(?:any|all|the|such|those)\s+)?\p{L}+)$/u.exec(
    slice(text, cue),
  );
  const verb = match?.groups?.["verb"];
  if (
    verb === undefined ||
    content.start < cue.end ||
    text.slice(cue.end, content.start).trim() !== "" ||
    /\b(?:not|as|of|the)$/.test(slice(text, cue))
  )
    return draft;
  const nounAt = cue.start + verb.length + 1;
  return {
    ...draft,
    cue: [...draft.cue.slice(0, -1), { start: cue.start, end: cue.start + verb.length }],
    content: [{ start: nounAt, end: content.end } satisfies Span, ...draft.content.slice(1)],
  };
}
