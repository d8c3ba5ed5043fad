import { contains, overlaps, type Span, slice } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { DraftSet } from "../draft-set.ts";
import { inFrame, pattern } from "../knowledge.ts";
import { nounPhraseAfter } from "../noun-phrase.ts";
import { groupSpan, sentenceAt } from "../places.ts";
import { ruled } from "../ruled.ts";

/** "In the view of X, …", "…, in the words of X", "according to X": what stands in a frame instead of a verb. */
export const framedStatements: Rule = (drafts, scene) => {
  const found = new DraftSet(drafts.filter((draft) => !isManner(draft, scene)));
  for (const phrase of ["according to", ...(scene.knowledge.frames.get("view") ?? [])])
    for (const match of scene.text.matchAll(new RegExp(`\\b${phrase}\\b`, "giu"))) {
      const cue = { start: match.index, end: match.index + phrase.length };
      const made = phrase === "per" && !isPer(match, scene) ? undefined : framed(cue, scene);
      if (made === undefined || (phrase === "according to" && found.isTaken(cue))) continue;
      if (found.touching(cue).some((draft) => !draft.inner && draft.content.some((span) => contains(span, cue)))) continue;
      for (const place of [cue, ...made.source])
        for (const draft of found.touching(place)) if (draft.cue.some((span) => overlaps(span, place))) found.remove(draft);
      found.add(made);
    }
  for (const match of scene.text.matchAll(pattern(scene.knowledge, "for-name"))) {
    const [cue, source] = [groupSpan(match, "cue", 0), groupSpan(match, "source", 0)];
    const sentence = sentenceAt(scene, match.index);
    if (cue === undefined || source === undefined || sentence?.start !== match.index || found.isTaken(sentence)) continue;
    if (inFrame(scene.knowledge, "np-stop", slice(scene.text, source))) continue;
    found.add(ruled("frame", [source], cue, [withoutStop({ start: match.index + match[0].length, end: sentence.end }, scene)]));
  }
  for (const match of scene.text.matchAll(pattern(scene.knowledge, "as-said"))) {
    const at = match.index + match[0].length - (match.groups?.["cue"] ?? "").length;
    const cue = { start: at, end: match.index + match[0].length };
    const sentence = sentenceAt(scene, match.index);
    const source = nounPhraseAfter(scene, match.index + (/^,\s+as\s+/.exec(match[0])?.[0].length ?? 0), cue.end);
    if (sentence === undefined || source === undefined) continue;
    for (const draft of found.touching(cue)) if (!draft.inner && draft.cue.some((span) => overlaps(span, cue))) found.remove(draft);
    if (found.isTaken(cue)) continue;
    const name = { start: source.start, end: Math.min(source.end, scene.text.slice(0, cue.start).trimEnd().length) };
    found.add(ruled("frame", [name], cue, [{ start: sentence.start, end: match.index }]));
  }
  return found.all();
};

/** "per" as a frame stands behind a comma, in small letters; "Per" is a name. */
const isPer = (match: RegExpMatchArray, { text }: Scene): boolean =>
  match[0] === "per" && /,\s+$/.test(text.slice(0, match.index).slice(-4));

/** "according to plan" tells how, not who. */
function isManner(draft: Draft, { text, knowledge }: Scene): boolean {
  const source = draft.source.map((span) => text.slice(span.start, span.end)).join(" ");
  const cue = draft.cue.map((span) => text.slice(span.start, span.end)).join(" ");
  return (
    /according$|according to$/i.test(cue) && inFrame(knowledge, "manner-of-course", source.replace(/^(?:the|its|their|his|her) /i, ""))
  );
}

function framed(cue: Span, scene: Scene): Draft | undefined {
  const sentence = sentenceAt(scene, cue.start);
  if (sentence === undefined) return undefined;
  const source = nounPhraseAfter(scene, cue.end, sentence.end);
  if (source === undefined || inFrame(scene.knowledge, "manner-of-course", scene.text.slice(source.start, source.end))) return undefined;
  const comma = /^,\s+/.exec(scene.text.slice(source.end, sentence.end));
  const head = cue.start === sentence.start ? undefined : before(sentence, cue, scene);
  const tail = comma === null ? undefined : withoutStop({ start: source.end + comma[0].length, end: sentence.end }, scene);
  const content = [head, tail].filter((span) => span !== undefined);
  const bare = cue.start > sentence.start && head === undefined;
  return content.length === 0 || bare ? undefined : ruled("frame", [source], cue, content);
}

function before(sentence: Span, cue: Span, { text }: Scene): Span | undefined {
  const head = text.slice(sentence.start, cue.start);
  return /,\s*$/.test(head) ? { start: sentence.start, end: sentence.start + head.trimEnd().length - 1 } : undefined;
}

const withoutStop = ({ start, end }: Span, { text }: Scene): Span => ({ start, end: /[.!]$/.test(text.slice(start, end)) ? end - 1 : end });
