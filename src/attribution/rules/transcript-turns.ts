import { overlaps, type Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { groupSpan, spansOf } from "../places.ts";

/** A label, a colon and what is said: `LIND: No.`, `Q: When?`, `Ruy Campos: My knees.` */
const TURN = /^(?<label>(?:\p{Lu}[\p{L}.'’-]*)(?: (?:\p{Lu}[\p{L}.'’-]*|of|the|de|van|von|al)){0,5}(?: ?\([^)]{1,40}\))?)(?<colon>:)\s+(?<said>\S[^]*)$/du;
/** Fewer turns are headings or lists. */
const LEAST_TURNS = 2;

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
    return { source: [turn.label], cue: [turn.colon], content: [turn.said, ...more], score: 0.9, by: "transcript", inner: false, verbatim: true };
  });
  return [...drafts.flatMap((draft) => insideOrApart(draft, made)), ...made];
};

function turnsOf(scene: Scene): Turn[] {
  return scene.paragraphs.flatMap((paragraph, index): Turn[] => {
    const match = TURN.exec(scene.text.slice(paragraph.start, paragraph.end));
    if (match === null) return [];
    const [label, colon, said] = ["label", "colon", "said"].map((name) => groupSpan(match, name, paragraph.start));
    return label === undefined || colon === undefined || said === undefined ? [] : [{ paragraph: index, label, colon, said }];
  });
}

/** At least two turns side by side, by labels that come again or stand in capitals. */
function isTranscript(turns: readonly Turn[], { text }: Scene): boolean {
  if (turns.length < LEAST_TURNS) return false;
  const labels = turns.map(({ label }) => text.slice(label.start, label.end));
  const beside = turns.filter((turn, index) => index > 0 && turn.paragraph - (turns[index - 1]?.paragraph ?? -9) <= 3).length;
  const again = new Set(labels).size < labels.length;
  const capitals = labels.filter((label) => label === label.toUpperCase()).length;
  return beside >= LEAST_TURNS - 1 && (again || capitals >= LEAST_TURNS);
}

/** What the model marked across a turn's label goes; what lies inside a turn is nested in it. */
function insideOrApart(draft: Draft, turns: readonly Draft[]): Draft[] {
  const touching = turns.filter((turn) => spansOf(turn).some((span) => spansOf(draft).some((own) => overlaps(span, own))));
  if (touching.length === 0) return [draft];
  const home = touching.length === 1 ? touching[0] : undefined;
  const inside = home !== undefined && spansOf(draft).every((own) => home.content.some((span) => span.start <= own.start && own.end <= span.end));
  return inside ? [draft] : [];
}
