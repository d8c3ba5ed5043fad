import type { Polarity } from "../record/statement.ts";
import { hull, type Span, slice } from "../text/span.ts";
import { lastStartingAt } from "../text/span-search.ts";
import type { Draft, Scene } from "./draft.ts";
import { inFrame, isCue } from "./knowledge.ts";
import { spansOf } from "./places.ts";

/** Characters before a cue in which a condition ("if Lind says") or an auxiliary ("Did she say") is looked for. */
const LOOK_BACK_UNITS = 60;

/** Words before a cue among which one that takes it back is looked for: "steering clear of", and the space before the cue. */
const WORDS_BEFORE = 4;

/** How the source stands to the content; the first effect found wins, the strongest first. */
export function polarityOf(draft: Draft, scene: Scene): Polarity {
  const cue = draft.cue.map((span) => slice(scene.text, span)).join(" ");
  const before = clauseBefore(draft, scene);
  const has = (effect: string, ...texts: readonly string[]): boolean => texts.some((text) => holds(scene, effect, text));
  const content = draft.content.map((span) => slice(scene.text, span)).join(" ");
  if (has("refused", cue) || has("unreached", readsOn(cue, scene) ? `${cue} ${content}` : cue)) return "refused";
  if (has("not-said", cue, `${before.auxiliary} ${cue}`, before.words)) return "not-said";
  if (negated(cue, before.auxiliary, draft, scene)) return "not-said";
  if (asks(draft, cue, content, before.sentence, scene)) return "question";
  if (has("denied", cue)) return "denied";
  if (has("asserted", cue, `${cue} ${firstWord(content)}`) || isUndone(cue, scene)) return "asserted";
  if (has("hypothetical", cue) || /\b(?:if|unless|should)\s*$/i.test(before.condition)) return "hypothetical";
  return "asserted";
}

/** "Would say" + "only that …" asserts. */
const firstWord = (content: string): string => content.trimStart().split(/\s/u)[0] ?? "";

/** Whether a refusal may go on from the cue into the content: "did not" + "answer questions", but not from "said" or a dash. */
const readsOn = (cue: string, { knowledge }: Scene): boolean =>
  /\p{L}/u.test(cue) && !cue.split(/\s+/u).some((word) => isCue(knowledge, word, "say", "manner"));

/** "Could not resist saying", "not only said": a negation that asserts. */
const isUndone = (cue: string, scene: Scene): boolean => holds(scene, "undone", cue) && holds(scene, "negation", cue);

/** Whether the text says that the source did not say it. */
function negated(cue: string, auxiliary: string, draft: Draft, scene: Scene): boolean {
  const words = cue
    .toLowerCase()
    .split(/[^\p{L}'’-]+/u)
    .filter(Boolean);
  const source = draft.source.map((span) => slice(scene.text, span).toLowerCase()).join(" ");
  const speaks = words.some((word) => isCue(scene.knowledge, word, "say", "manner", "show"));
  if (
    inFrame(scene.knowledge, "nobody", source.split(" ").slice(0, 2).join(" ")) ||
    inFrame(scene.knowledge, "nobody", source.split(" ")[0] ?? "")
  )
    return true;
  if (holds(scene, "undone", cue)) return false;
  return speaks && (holds(scene, "negation", cue) || holds(scene, "negation", auxiliary));
}

/** A question asked by the source, or a question whether the source said it. */
function asks(draft: Draft, cue: string, content: string, sentence: string, scene: Scene): boolean {
  if (
    /^(?:(?:and|but|so|or)\s+)?(?:did|does|do|has|have|had|will|would|is|was|were|are|who|what|when|where|why|how)\b/i.test(sentence) &&
    scene.text.charAt(endOf(draft)) === "?"
  )
    return true;
  if (
    holds(scene, "question", cue) &&
    !/\bto\b/.test(content.slice(0, 3)) &&
    (/\?\s*["'”’]*$/u.test(content) || /^\s*["'“‘].*\?/su.test(content) || /^(?:if|whether|who|what|when|where|why|how)\b/i.test(content))
  )
    return true;
  return /\?["'”’]*$/u.test(content.trim()) && isMostlyAsked(content);
}

/** Share of the sentences of a quotation that are questions from which it asks rather than tells; a rhetorical one may close a speech. Set by eye. */
const ASKED_SHARE = 1 / 3;

function isMostlyAsked(content: string): boolean {
  const ends = content.match(/[.!?…]+["'”’]*(?=\s|$)/gu) ?? [];
  return ends.filter((end) => end.includes("?")).length >= ASKED_SHARE * ends.length;
}

const endOf = (draft: Draft): number => hull(spansOf(draft))?.end ?? 0;

interface Before {
  /** From the start of the sentence to the draft's first span. */
  readonly sentence: string;
  /** The words right before the cue that are not the source. */
  readonly auxiliary: string;
  /** The words right before the cue that are neither source nor content. */
  readonly words: string;
  /** The words right before the source, or the cue when there is none before it. */
  readonly condition: string;
}

function clauseBefore(draft: Draft, { text, article }: Scene): Before {
  const cue = draft.cue[0];
  if (cue === undefined) return { sentence: "", auxiliary: "", words: "", condition: "" };
  const sentence = lastStartingAt(article.layers.sentences, cue.start);
  const from = Math.max(sentence?.start ?? 0, cue.start - LOOK_BACK_UNITS);
  const source = draft.source.findLast((span) => span.end <= cue.start);
  const taken = [...draft.source, ...draft.content].filter((span) => span.start < cue.start).map((span) => Math.min(span.end, cue.start));
  const gap = text.slice(Math.max(from, ...taken), cue.start);
  const head: Span = source !== undefined && source.start >= from ? source : cue;
  return {
    sentence: text.slice(sentence?.start ?? 0, cue.end),
    auxiliary: (source === undefined ? "" : gap).replace(/(?:^|,)[^,]*,/g, " ").replace(/^.*\b(?:and|but|or)\s/su, " "),
    words: text
      .slice(Math.max(from, ...taken), cue.start)
      .split(/\s+/u)
      .slice(-WORDS_BEFORE)
      .join(" "),
    condition: text.slice(from, head.start),
  };
}

function holds({ knowledge }: Scene, effect: string, text: string): boolean {
  const padded = ` ${text
    .toLowerCase()
    .replace(/[\s,]+/g, " ")
    .trim()} `;
  return (knowledge.polarity.get(effect) ?? []).some((phrase) => {
    if (/^n?['’]/.test(phrase)) return padded.includes(`${phrase} `);
    return phrase.endsWith("*") ? padded.includes(` ${phrase.slice(0, -1)}`) : padded.includes(` ${phrase} `);
  });
}
