import { contains, type Span, slice } from "../../text/span.ts";
import { indexSpans } from "../../text/span-index.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { DraftSet } from "../draft-set.ts";
import { inFrame, isCue, pattern } from "../knowledge.ts";
import { groupSpan, spansOf } from "../places.ts";
import { type RuleName, ruled } from "../ruled.ts";

/** `Lind: “No deal”`, `Penn: Ferry will run in winter` */
const NAME_FIRST = /^(?<source>\p{Lu}[^:"“‘\n]{1,48}?)(?<cue>:)\s+(?<content>[“"‘'\p{Lu}\p{N}][^\n]*?)\.?$/du;
/** `Dam safe — ministry`, `“No deal” – Lind` */
const NAME_LAST = /^(?<content>[^\n]{8,}?)\s+(?<cue>—|–|--|-)\s+(?<source>[^\n,.:;“”"]{2,48}?)(?: (?:on|about|over) [^\n“”"]{2,40})?\.?$/du;
/** `Truce talks to resume, envoy says`, `Dam safe, says ministry` */
const TAG_NAME_FIRST = /^(?<content>[^\n]{8,}),\s+(?<source>[^\n,.;:“”"]{2,48}?)\s+(?<cue>\p{L}+)\.?$/du;

/** `Ferry crash was avoidable: TSA` */
const NAME_LAST_COLON = /^(?<content>[^:\n]{12,}?)(?<cue>:)\s+(?<source>[^\n,.:;?!“”"]{2,32}?)(?: (?:on|about|over) [^\n“”"]{2,40})?$/du;
/** A name before a colon or behind a dash is seldom longer, in words. */
const MOST_NAME_WORDS = 6;
/** A headline is seldom longer, in words; standing paragraphs are. */
const MOST_HEADLINE_WORDS = 24;
/** A longer line of so few words is no headline but a broken text (UTF-16 units; the words above at forty units each). */
const MOST_HEADLINE_UNITS = 960;
/** The same for a line without a full stop inside an article. */
const MOST_SUBHEADING_WORDS = 14;

/** What headlines say by punctuation: a colon or a dash for the verb, and the source as a tag at the end. */
export const headlineStatements: Rule = (drafts, scene) => {
  const found = new DraftSet(drafts);
  for (const headline of headlinesOf(scene)) {
    const made = madeFrom(headline, scene, headline.start <= (scene.paragraphs[0]?.start ?? 0));
    const touched = found.touching(headline);
    if (made === undefined) {
      for (const draft of touched) if (isTopic(draft, headline, scene)) found.remove(draft);
      continue;
    }
    const marked = touched.some(
      (draft) => !draft.inner && draft.source.length > 0 && spansOf(draft).every((span) => contains(headline, span)),
    );
    if (
      marked &&
      !touched.some((draft) => isPart(draft, made, scene)) &&
      (made.by === "headline tag" || !/^[“"‘']/u.test(made.content.map((span) => slice(scene.text, span)).join("")))
    )
      continue;
    for (const draft of touched) if (draft.inner || draft.cue.every((span) => contains(headline, span))) found.remove(draft);
    found.add(made);
  }
  return found.all();
};

/** A content that lacks the beginning of what stands before the tag ("will not sail before spring", operator says), or ends with a mark that opens a quotation. */
const isPart = ({ inner, cue, content }: Draft, made: Draft, { text }: Scene): boolean =>
  !inner &&
  content.length > 0 &&
  cue.some((span) => made.cue.some((tag) => contains(tag, span))) &&
  content.every((span) =>
    made.content.some((whole) => contains(whole, span) && (span.start > whole.start || OPENING.test(slice(text, span)))),
  );

const OPENING = /\s["“‘']$/u;

/** A label and its topic ("Storm Edda: what we know so far") that the model took for a source and its words. */
const isTopic = (draft: Draft, headline: Span, { text }: Scene): boolean =>
  draft.cue.some((span) => contains(headline, span) && slice(text, span) === ":") &&
  draft.content.every((span) => /^\p{Ll}/u.test(slice(text, span)));

function headlinesOf({ text, article, paragraphs }: Scene): Span[] {
  const marked = article.blocks.filter((block) => block.kind === "headline" || block.kind === "subheading");
  const first = paragraphs[0];
  const bare = paragraphs.filter(
    (paragraph) => !/[.!?”"'’)]$/u.test(slice(text, paragraph)) && slice(text, paragraph).split(/\s+/).length <= MOST_SUBHEADING_WORDS,
  );
  const candidates: readonly Span[] = marked.length > 0 || first === undefined ? marked : [first];
  const known = indexSpans(candidates);
  const all = [...candidates, ...bare.filter((span) => !known.touches(span))];
  return all.filter((span) => span.end - span.start <= MOST_HEADLINE_UNITS && slice(text, span).split(/\s+/).length <= MOST_HEADLINE_WORDS);
}

/** @param isFirst the article's own headline; a line further down may be a label as well ("Tickets: …") */
function madeFrom(headline: Span, scene: Scene, isFirst: boolean): Draft | undefined {
  const text = slice(scene.text, headline);
  const draft = (match: RegExpMatchArray, by: RuleName): Draft | undefined => {
    const [source, cue, content] = ["source", "cue", "content"].map((name) => groupSpan(match, name, headline.start));
    if (source === undefined || cue === undefined || content === undefined) return undefined;
    return ruled(by, [source], cue, [content]);
  };
  for (const tag of [TAG_NAME_FIRST.exec(text), pattern(scene.knowledge, "headline-verb-first").exec(text)])
    if (tag !== null && isTag(tag.groups?.["source"] ?? "", tag.groups?.["cue"] ?? "", scene)) return draft(tag, "headline tag");
  const first = NAME_FIRST.exec(text);
  if (
    first !== null &&
    (isFirst || /^[“"‘']/u.test(first.groups?.["content"] ?? "")) &&
    isName(first.groups?.["source"] ?? "", scene) &&
    isSaid(first.groups?.["content"] ?? "", scene)
  )
    return draft(first, "headline");
  const colon = NAME_LAST_COLON.exec(text);
  const behind = colon?.groups?.["source"] ?? "";
  if (
    colon !== null &&
    isFirst &&
    behind.split(" ").length <= 3 &&
    (colon.groups?.["content"] ?? "").split(" ").length >= 3 &&
    !hasVerb(behind, scene) &&
    /^(?:\p{Lu}|\p{Ll}+$)/u.test(behind) &&
    !inFrame(scene.knowledge, "topic", behind)
  )
    return draft(colon, "headline");
  const last = NAME_LAST.exec(text);
  const name = last?.groups?.["source"] ?? "";
  if (
    last !== null &&
    !/\d/.test(name) &&
    name.split(" ").length <= MOST_NAME_WORDS &&
    !/^(?:and|but|or|so|as|in|on|at|the latest|what)\b/i.test(name) &&
    !hasVerb(name, scene) &&
    isShortName(name)
  )
    return draft(last, "headline");
  return undefined;
}

/** A verb of saying in the present or past, and a source without a verb of its own. */
const isTag = (source: string, cue: string, scene: Scene): boolean =>
  isCue(scene.knowledge, cue.toLowerCase(), "say", "believe", "show") &&
  source.split(" ").length <= MOST_NAME_WORDS &&
  !hasVerb(source, scene) &&
  !/^(?:and|but|or|as|he|she|it|they|we|i)\b/i.test(source);
const isShortName = (name: string): boolean => name.split(" ").length <= 3 || /^\p{Lu}/u.test(name);
const hasVerb = (words: string, scene: Scene): boolean =>
  words.split(" ").some((word) => /^\p{Ll}/u.test(word) && isFiniteVerb(word, scene));
/** A form of a cue verb that cannot be a noun too: "said", "says", but not "report". */
const isFiniteVerb = (word: string, { knowledge }: Scene): boolean =>
  isCue(knowledge, word, "say", "manner", "believe") &&
  !(knowledge.cues.get(word) ?? []).some((cue) => cue.lemma === word || cue.pos === "noun");

function isName(name: string, scene: Scene): boolean {
  const words = name.split(" ");
  if (words.some((word) => word !== "of" && word !== "for" && inFrame(scene.knowledge, "np-stop", word.toLowerCase()))) return false;
  return (
    words.length <= MOST_NAME_WORDS &&
    !hasVerb(name, scene) &&
    !inFrame(scene.knowledge, "topic", name) &&
    !inFrame(scene.knowledge, "topic", words[0] ?? "") &&
    !/\d|\bvs?\b/.test(name)
  );
}

/** A sentence or a quotation, not a label's topic: at least three words, or in marks. */
const isSaid = (content: string, scene: Scene): boolean =>
  /^[“"‘']/u.test(content) || (content.split(/\s+/).length >= 3 && !pattern(scene.knowledge, "topic-start").test(content));
