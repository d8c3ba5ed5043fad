import type { StatementContext } from "../../record/context.ts";
import type { Statement } from "../../record/statement.ts";
import type { CueClass } from "../../resource/cue-lexicon.ts";
import { hull, slice } from "../../text/span.ts";
import { firstEndingAfter } from "../../text/span-search.ts";
import { paragraphOf, type Saying, type Setting } from "./setting.ts";

/** What a saying tells about its occasion by itself. */
export type OwnContext = Required<StatementContext>;

/** Paragraphs over which an occasion goes on without being named again; best F1 of channel and date on polnear-dev from 1 to 6. */
const MOST_PARAGRAPHS = 1;

/** The occasion on which somebody speaks, and the last paragraph in which it went on. */
interface Occasion {
  readonly context: OwnContext;
  readonly paragraph: number;
  readonly section: number;
  readonly tense: Tense;
}

/** Whether a saying is told as past or as going on; what an article tells of a recording is told so. */
type Tense = "past" | "present" | "unclear";

const NOTHING: OwnContext = { channel: null, addressee: null, saidAt: null };

/**
 * The contexts of the sayings of an article, in the order of the text: one that tells nothing of its own about its occasion
 * goes on with that of the same speaker a little before.
 */
export function carried(
  sayings: readonly { readonly saying: Saying; readonly own: OwnContext }[],
  setting: Setting,
): readonly OwnContext[] {
  const occasions = new Map<string, Occasion>();
  const sections = sectionsOf(setting);
  let speaker: readonly string[] = [];
  let latest: Occasion | undefined;
  let turns: Occasion | undefined;
  return sayings.map(({ saying, own }) => {
    const { statement, anchor } = saying;
    if (statement.parent !== null) return own;
    speaker = namesOf(statement, speaker, setting);
    if (speaker.length === 0) return own;
    const extent = hull([...statement.source, ...statement.cue, ...statement.content]);
    const paragraph = paragraphOf(setting, extent?.start ?? anchor);
    const isTurn = isOfTranscript(statement, setting);
    const known = isTurn ? (turns ?? latest) : speaker.map((name) => occasions.get(name)).find((one) => one !== undefined);
    const isNear =
      known !== undefined &&
      paragraph - known.paragraph <= (isTurn ? MOST_TO_TURN : MOST_PARAGRAPHS) &&
      sections[paragraph] === known.section;
    const tense = tenseOf(saying, setting);
    const before = isNear && isTold(saying, setting) && !(known.tense === "past" && tense === "present") ? known.context : NOTHING;
    const hearer = paragraph === known?.paragraph ? before.addressee : null;
    const occasion = goesOn(own, before) ? { channel: own.channel ?? before.channel, saidAt: own.saidAt ?? before.saidAt } : own;
    const context = { ...occasion, addressee: own.addressee ?? (tells(own) ? null : hearer) };
    if (!tells(context) && own.addressee === null) return context;
    const last = Math.max(paragraph, paragraphOf(setting, (extent?.end ?? anchor) - 1));
    latest = { context: { ...context, addressee: own.addressee }, paragraph: last, section: sections[paragraph] ?? 0, tense };
    for (const name of speaker) occasions.set(name, latest);
    turns = isTurn ? latest : undefined;
    return context;
  });
}

/** Paragraphs between what tells an occasion and a turn of its transcript, or between two turns: a heading, "(Applause)". Set by eye. */
const MOST_TO_TURN = 3;

/** "LIND: No." at the head of a paragraph: all who take turns speak on one occasion. */
function isOfTranscript({ source: [source], cue: [cue], content: [content] }: Statement, { paragraphs, text }: Setting): boolean {
  if (source === undefined || cue === undefined || content === undefined || slice(text, cue) !== ":") return false;
  const paragraph = paragraphs[firstEndingAfter(paragraphs, source.start)];
  return (
    paragraph !== undefined &&
    /^\W*$/u.test(text.slice(paragraph.start, source.start)) &&
    /^\p{Lu}[\p{Lu}\s.'’-]*$/u.test(slice(text, source))
  );
}

function tenseOf({ head }: Saying, { view }: Setting): Tense {
  const xpos = view.tokens[head ?? -1]?.xpos;
  return xpos === "VBD" ? "past" : xpos === "VBZ" || xpos === "VBP" ? "present" : "unclear";
}

const tells = ({ channel, saidAt }: OwnContext): boolean => channel !== null || saidAt !== null;

/** Whether a saying is of the occasion before: it tells nothing else, the same day, or the same kind of channel and no day. */
function goesOn(own: OwnContext, before: OwnContext): boolean {
  if (!tells(own)) return true;
  if (own.channel === null) return own.saidAt?.date !== null && own.saidAt?.date === before.saidAt?.date;
  return own.saidAt === null && own.channel.kind === before.channel?.kind;
}

/** A paragraph that only parts what is before it from what follows: a rule, or the hour of an entry in a running report. */
const PART = /^[^\p{L}]*(?:\d[^\p{L}]*[ap]\.?\s?m\b[^\p{L}]*)?$/iu;

/** The number of the section that each paragraph is in. */
function sectionsOf({ paragraphs, text }: Setting): readonly number[] {
  let section = 0;
  return paragraphs.map((paragraph) => (PART.test(slice(text, paragraph)) ? ++section : section));
}

/** Classes of cue verbs that tell one saying after another; what is believed, planned or decreed has its own time. */
const TOLD = new Set<CueClass>(["say", "manner", "ask", "deny", "show", "refuse"]);

/** Whether a saying is one of an occasion, not what somebody has said ever since or holds. */
function isTold({ statement, head }: Saying, { view, text, words }: Setting): boolean {
  const cue = statement.cue.map((span) => slice(text, span)).join(" ");
  if (/\b(?:has|have|often|long|always|repeatedly|never)\b|['’]ve\b/iu.test(cue)) return false;
  const token = head === undefined ? undefined : view.tokens[head];
  if (token === undefined || token.upos !== "VERB") return true;
  const known = words.cues.get(slice(text, token).toLowerCase())?.filter(({ pos }) => pos === "verb") ?? [];
  return known.length === 0 || known.some(({ classes }) => classes.some((one) => TOLD.has(one)));
}

/** By what a speaker is known, the surest first: the entities that the source leads to, and a surname; a pronoun is whoever spoke last. */
function namesOf({ source, speakers = [] }: Statement, last: readonly string[], setting: Setting): readonly string[] {
  const words = source.map((span) => slice(setting.text, span)).join(" ");
  const resolved = speakers.flatMap(({ entity }) => entity ?? []).join(" ");
  const name = /^(?:he|she|they|his|her|their|it|who|the)\b(?!\s\p{Lu})/iu.test(words) ? "" : surnameOf(words);
  if (resolved !== "") return [resolved, name].filter(Boolean);
  if (/^(?:he|she|they|his|her|their|it|who)?$/iu.test(words)) return last;
  const known = [source[0] === undefined ? "" : (setting.entities.of(source[0])?.id ?? ""), name].filter(Boolean);
  return known.length === 0 ? last : known;
}

/** A name by which two sources are the same. */
function surnameOf(words: string): string {
  const names = words.split(/,| of | for | at | on | in | from /u)[0]?.match(/\p{Lu}[\p{L}'’-]*/gu);
  return (names?.at(-1)?.replace(/['’]s?$/u, "") ?? words).toLowerCase();
}

export { NOTHING };
