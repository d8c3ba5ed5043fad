import type { MentionType, Token } from "../../article/article.ts";
import type { Channel, ChannelKind } from "../../record/context.ts";
import { contains, overlaps, type Span, slice } from "../../text/span.ts";
import { phraseFrom } from "./phrase-from.ts";
import type { Saying, Setting } from "./setting.ts";
import { topOf } from "./top-of.ts";
import { type AddresseePlace, verbLemma } from "./words.ts";

/** To whom the saying says that it was said: the object of "told", whom "said to" leads to, or whom "in an interview with" names. */
export function addresseeOf(saying: Saying, channel: Channel | null, setting: Setting): Span | null {
  const { head, statement } = saying;
  const found =
    (head === undefined ? null : ofCue(head, saying, setting)) ?? beside(saying, setting) ?? ofChannel(saying, channel, setting);
  return found === null || statement.source.some((span) => overlaps(span, found)) ? null : found;
}

/** Of the cue's verbs, the first that has one: "tried to convince the court". */
function ofCue(head: number, saying: Saying, setting: Setting): Span | null {
  const { view } = setting;
  const verbs = saying.statement.cue
    .flatMap((span) => view.over(span))
    .filter((index) => index !== head && view.tokens[index]?.upos === "VERB");
  for (const verb of [head, ...verbs]) {
    const found = longer(behindVerb(verb, saying, setting), ofVerb(verb, setting));
    if (found !== null) return found;
  }
  return null;
}

const longer = (phrase: Span | null, hearer: Span | null): Span | null =>
  phrase !== null && (hearer === null || contains(phrase, hearer)) ? phrase : hearer;

/** Who can be spoken to. */
const HEARERS = new Set<MentionType>(["person", "group", "organisation", "place"]);

function placesOf(verb: number, { view, text, words }: Setting): ReadonlySet<AddresseePlace> | undefined {
  const token = view.tokens[verb] as Token;
  return words.addresseePlaces.get(verbLemma(words, slice(text, token), token.lemma));
}

/** What hangs on a verb where the verb has its addressee. */
function ofVerb(verb: number, setting: Setting): Span | null {
  const places = placesOf(verb, setting);
  if (places === undefined) return null;
  const children = (setting.view.children[verb] ?? []).filter(
    (child) => (child > verb || isToldOne(child, setting)) && fits(child, places, setting),
  );
  return children.map((child) => hearerAt(child, setting)).find((hearer) => hearer !== null) ?? null;
}

/** "Tenants were told". */
const isToldOne = (child: number, { view }: Setting): boolean => view.trees[child]?.relation === "nsubj:pass";

function fits(child: number, places: ReadonlySet<AddresseePlace>, { view }: Setting): boolean {
  const relation = view.trees[child]?.relation ?? "";
  if (relation === "iobj" || relation === "obj" || relation === "nsubj:pass") return places.has("object") || places.has("hearer");
  if (!relation.startsWith("obl")) return false;
  const lead = (view.children[child] ?? []).find((one) => view.trees[one]?.relation === "case");
  const word = lead === undefined ? "" : (view.tokens[lead]?.lemma ?? "");
  return (word === "to" || word === "on" || word === "with") && places.has(word);
}

const BEFORE_NOUN = /^(?:det|nmod:poss|amod|compound|nummod|flat)$/;

/** The mention of a person, group, organisation or place that a token heads, with its determiner. */
function hearerAt(index: number, { view, mentionIndex, article }: Setting): Span | null {
  const token = view.tokens[index] as Token;
  const before = (view.children[index] ?? []).filter((child) => BEFORE_NOUN.test(view.trees[child]?.relation ?? ""));
  const first = view.tokens[Math.min(index, ...before)] as Token;
  const hearer = mentionIndex
    .touching(token)
    .flatMap((number) => article.layers.mentions[number] ?? [])
    .find(({ type, start }) => HEARERS.has(type) && first.start <= start && start <= token.start);
  return hearer === undefined ? null : { start: first.start, end: hearer.end };
}

/**
 * The noun phrase right behind "told" or "called on". At the head of the content it is one where "to" follows ("urged Lind to
 * go") or where it is somebody and more follows.
 */
function behindVerb(verb: number, { statement }: Saying, setting: Setting): Span | null {
  const places = placesOf(verb, setting);
  const { tokens } = setting.view;
  const isHearer = places?.has("hearer") === true;
  const isObject = isHearer || places?.has("object") === true;
  const next = tokens[verb + 1]?.lemma ?? "";
  const leads = (next === "on" || next === "to" || next === "with") && places?.has(next) === true;
  const from = leads ? tokens[verb + 1] : isObject ? tokens[verb] : undefined;
  const phrase = from === undefined ? undefined : phraseFrom(from.end, setting);
  if (phrase === undefined || !(isHearer || isSomebody(phrase, setting))) return null;
  const content = statement.content.find((span) => overlaps(span, phrase));
  if (content === undefined) return phrase;
  const isAsked = /^\s+(?:not\s+)?to\s/u.test(setting.text.slice(phrase.end, phrase.end + 8));
  const isFirst = content.start === phrase.start && (content.end > phrase.end || statement.content.length > 1);
  return isAsked || (isFirst && isObject && isSomebody(phrase, setting)) ? phrase : null;
}

/** Whether the head of a phrase is of somebody: not "the health of Lind". */
function isSomebody(phrase: Span, { view, mentionIndex, article }: Setting): boolean {
  const head = view.tokens[topOf(view.over(phrase), view.trees) ?? -1];
  if (head === undefined) return false;
  const types = mentionIndex.touching(head).flatMap((number) => article.layers.mentions[number]?.type ?? []);
  return types.length === 0 ? head.upos === "PROPN" : types.some((type) => HEARERS.has(type));
}

/** "Speaking to deputies, Lind said": a verb of the sentence outside the content that hangs on the cue or carries it. */
function beside({ tokens, head }: Saying, setting: Setting): Span | null {
  if (head === undefined) return null;
  const { trees } = setting.view;
  const linked = (index: number): boolean =>
    (trees[index]?.head === head && /^(?:advcl|acl|parataxis|conj)/.test(trees[index]?.relation ?? "")) ||
    (trees[head]?.head === index && /^(?:advcl|conj|xcomp|parataxis)/.test(trees[head]?.relation ?? ""));
  const verb = tokens.find((index) => linked(index) && placesOf(index, setting)?.has("beside") === true);
  if (verb === undefined) return null;
  const children = (setting.view.children[verb] ?? []).filter((child) => child > verb && fits(child, BESIDE, setting));
  return children.map((child) => hearerAt(child, setting)).find((hearer) => hearer !== null) ?? null;
}
const BESIDE = new Set<AddresseePlace>(["object", "to", "with"]);

/** Kinds of channels whose "with" or "to" leads to who hears. */
const LEADING = new Set<ChannelKind>(["interview", "letter", "message", "statement", "call", "meeting", "filing"]);

/** UTF-16 units behind the noun within which "with" or "to" and its space stand. */
const LEAD_UNITS = 6;

/** Whom the noun of the channel leads to: "in an interview with Radio Nord", "in a letter to the council". */
function ofChannel({ tokens }: Saying, channel: Channel | null, setting: Setting): Span | null {
  if (channel === null || !LEADING.has(channel.kind)) return null;
  const lead = /(?:^|\s)(?:with|to)(?=\s)/u.exec(setting.text.slice(channel.start, channel.end + LEAD_UNITS));
  if (lead === null) return null;
  const phrase = phraseFrom(channel.start + lead.index + lead[0].length, setting);
  return phrase !== undefined && isSomebody(phrase, setting) && setting.view.over(phrase).every((index) => tokens.includes(index))
    ? phrase
    : null;
}
