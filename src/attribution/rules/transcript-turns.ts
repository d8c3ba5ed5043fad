import type { Span } from "../../text/span.ts";
import { SpanIndex } from "../../text/span-index.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { inFrame } from "../knowledge.ts";
import { groupSpan, spansOf } from "../places.ts";
import { ruled } from "../ruled.ts";

/** A label and a colon at a paragraph's start: `LIND: No.`, `Q: When?`, `Ruy Campos: My knees.` */
const LABEL =
  /^["“]?(?<label>(?:\p{Lu}[\p{L}.'’-]*)(?: (?:\p{Lu}[\p{L}.'’-]*|of|the|de|van|von|al)){0,5}(?: ?\([^)]{1,40}\))?)(?<colon>:)\s+(?=\S)/du;
/** The same in capitals behind a sentence, where turns follow each other in one paragraph. */
const LABEL_INSIDE = /(?=\p{Lu}{2})(?<=[.?!…”"]\s+)(?<label>\p{Lu}{2,}(?: \p{Lu}{2,}){0,3})(?<colon>:)\s+(?=\S)/dgu;
/** Fewer turns are headings or lists. */
const LEAST_TURNS = 2;

/** Turns of a transcript are seldom further apart, in paragraphs. */
const MOST_APART = 3;

interface Turn {
  readonly paragraph: number;
  readonly label: Span;
  readonly colon: Span;
  readonly said: Span;
}

/** Transcripts and interviews: runs of turns that begin with a label. A turn goes on over paragraphs without a label up to the next turn. */
export const transcriptTurns: Rule = (drafts, scene) => {
  const turns = turnsOf(scene);
  if (!isTranscript(turns, scene)) return drafts;
  const made = turns.map((turn, index): Draft => {
    const last = turns[index + 1]?.paragraph ?? turn.paragraph + 1;
    const more = scene.paragraphs.slice(turn.paragraph + 1, last).filter((paragraph) => scene.text.charAt(paragraph.start) !== "(");
    return { ...ruled("transcript", [turn.label], turn.colon, [turn.said, ...more]), verbatim: true };
  });
  const places = new SpanIndex();
  made.forEach((turn, number) => {
    for (const span of spansOf(turn)) places.add(span, number);
  });
  return [...drafts.flatMap((draft) => insideOrApart(draft, made, places)), ...made];
};

function turnsOf(scene: Scene): Turn[] {
  return scene.paragraphs.flatMap((paragraph, index): Turn[] => {
    const text = scene.text.slice(paragraph.start, paragraph.end);
    const first = LABEL.exec(text);
    if (first === null) return [];
    const heads = [first, ...[...text.matchAll(LABEL_INSIDE)].filter((match) => match.index >= first[0].length)].flatMap((match) => {
      const [label, colon] = [groupSpan(match, "label", paragraph.start), groupSpan(match, "colon", paragraph.start)];
      return label === undefined || colon === undefined ? [] : [{ label, colon, from: paragraph.start + match.index + match[0].length }];
    });
    return heads.map(({ label, colon, from }, i) => {
      const end = heads[i + 1]?.label.start ?? paragraph.end;
      return { paragraph: index, label, colon, said: { start: from, end: from + scene.text.slice(from, end).trimEnd().length } };
    });
  });
}

/** At least two turns side by side, by labels that come again or stand in capitals. */
function isTranscript(turns: readonly Turn[], { text, knowledge }: Scene): boolean {
  if (turns.length < LEAST_TURNS) return false;
  const labels = turns.map(({ label }) => text.slice(label.start, label.end));
  const beside = turns.filter((turn, index) => index > 0 && turn.paragraph - (turns[index - 1]?.paragraph ?? -9) <= MOST_APART).length;
  const again = new Set(labels).size < labels.length;
  const capitals = labels.filter((label) => label === label.toUpperCase()).length;
  const asked = turns.some(({ said }) => text.slice(said.start, said.end).includes("?"));
  if (labels.every((label) => inFrame(knowledge, "topic", label))) return false;
  const named = labels.every((label) => /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*)+$/u.test(label));
  return beside >= LEAST_TURNS - 1 && (again || (named && asked) || (capitals >= LEAST_TURNS && asked));
}

/** What the model marked across a turn's label goes; what lies inside a turn is nested in it. */
function insideOrApart(draft: Draft, turns: readonly Draft[], places: SpanIndex): Draft[] {
  const touching = new Set(spansOf(draft).flatMap((own) => places.touching(own)));
  if (touching.size === 0) return [draft];
  const home = touching.size === 1 ? turns[[...touching][0] ?? -1] : undefined;
  const inside =
    home !== undefined && spansOf(draft).every((own) => home.content.some((span) => span.start <= own.start && own.end <= span.end));
  return inside ? [draft] : [];
}
