import type { Token } from "../../article/article.ts";
import type { Channel, ChannelKind } from "../../record/context.ts";
import { overlaps, type Span, slice } from "../../text/span.ts";
import { hangsOn } from "./hangs-on.ts";
import { nounSpan } from "./noun-span.ts";
import type { Saying, Setting } from "./setting.ts";
import { topOf } from "./top-of.ts";
import { verbLemma } from "./words.ts";

/** Through what the saying says that it was said: "tweeted", "in an interview with Radio Nord", "on Radio Nord", "issued a statement". */
export function channelOf(saying: Saying, setting: Setting): Channel | null {
  const { statement, tokens } = saying;
  const outsideSource = tokens.filter((index) => !statement.source.some((span) => overlaps(span, setting.view.tokens[index] as Token)));
  const within = new Set(outsideSource);
  const found = outsideSource.flatMap((index) => channelAt(index, within, saying, setting) ?? []);
  return nearest(found, saying.anchor) ?? ofVerb(outsideSource, saying, setting) ?? null;
}

/** Kinds of channels that are spoken to: "told the rally", "told a news conference". */
const SPOKEN_TO = new Set<ChannelKind>(["speech", "debate", "press-conference", "meeting", "testimony", "broadcast"]);

/** The occasion that stands for those who were spoken to: a rally, a hearing, a programme by its name in quotation marks. */
export function audienceOf(hearer: Span, setting: Setting): Channel | null {
  const top = topOf(setting.view.over(hearer), setting.view.trees);
  if (top === undefined) return null;
  const isTitled = /["“‘]/u.test(slice(setting.text, hearer));
  const kind = setting.view.tokens[top]?.upos === "NOUN" && !isGeneric(top, setting) ? nounKind(top, setting) : undefined;
  const found = kind ?? (isTitled ? nameKind(top, setting) : undefined);
  return found !== undefined && SPOKEN_TO.has(found) ? { kind: found, start: hearer.start, end: hearer.end } : null;
}

/** A verb of the cue that is a channel by itself, where none is named: "tweeted". */
function ofVerb(tokens: readonly number[], { statement }: Saying, { view, words, text }: Setting): Channel | undefined {
  for (const index of tokens) {
    const token = view.tokens[index] as Token;
    if (token.upos !== "VERB" || !statement.cue.some((span) => overlaps(span, token))) continue;
    const kind = words.channelKind("verb", verbLemma(words, slice(text, token), token.lemma));
    if (kind !== undefined) return { kind, start: token.start, end: token.end };
  }
  return undefined;
}

/** The one that lies nearest to the cue. */
const nearest = (channels: readonly Channel[], anchor: number): Channel | undefined =>
  channels.toSorted((a, b) => Math.abs(a.start - anchor) - Math.abs(b.start - anchor))[0];

function channelAt(index: number, within: ReadonlySet<number>, saying: Saying, setting: Setting): Channel | undefined {
  const { view, words, text } = setting;
  const token = view.tokens[index] as Token;
  const inCue = saying.statement.cue.some((span) => overlaps(span, token));
  const lead = leadOf(index, setting);
  const place = lead === undefined ? undefined : words.channelKind("place", slice(text, token));
  if (place !== undefined) return { kind: place, start: token.start, end: token.end };
  if (token.upos !== "NOUN" && token.upos !== "PROPN") return undefined;
  const kind = nounKind(index, setting) ?? (lead === "on" ? nameKind(index, setting) : undefined);
  if (kind === undefined || isGeneric(index, setting)) return undefined;
  if (isAntecedent(index, saying, setting)) return { kind, ...nounSpan(index, view, within) };
  const issued = isIssued(index, setting);
  const isTold = hangsOn([index], saying, setting) || isBeside(index, saying, setting);
  if (!isTold && !(issued && isBesideIssue(index, saying, setting))) return undefined;
  if (!issued && lead === undefined && !(inCue && token.upos === "NOUN")) return undefined;
  return { kind, ...nounSpan(index, view, within) };
}

/** "Letters", "meetings": many at once are no occasion, but for words that are plural by nature and for posts. */
function isGeneric(index: number, setting: Setting): boolean {
  const { view, text, words } = setting;
  const token = view.tokens[index] as Token;
  return (
    token.xpos === "NNS" && words.channelKind("noun", slice(text, token).toLowerCase()) === undefined && nounKind(index, setting) !== "post"
  );
}

/** "The debate, in which Lind said": the cue's verb heads a clause that tells of the noun as an occasion. */
function isAntecedent(index: number, { head }: Saying, { view, text }: Setting): boolean {
  const arc = view.trees[head ?? -1];
  if (head === undefined || arc?.head !== index || index > head || !/^(?:acl|advcl)/.test(arc.relation)) return false;
  const between = text.slice(view.tokens[index]?.end ?? 0, view.tokens[head]?.start ?? 0);
  return /^\S?\s+(?:(?:in|at|during|on)\s+which|where|when)\s/u.test(between);
}

/** "Called for calm as he issued a statement": the issuing hangs on the cue's verb. */
function isBesideIssue(index: number, { head }: Saying, { view }: Setting): boolean {
  const arc = view.trees[view.trees[index]?.head ?? -1];
  return head !== undefined && arc?.head === head && /^(?:advcl|conj)/.test(arc.relation);
}

/** Nothing of another clause stands between the noun and the cue's verb. */
function isBeside(index: number, { head, tokens }: Saying, { view }: Setting): boolean {
  if (head === undefined) return false;
  const [from, to] = index < head ? [index, head] : [head, index];
  return !tokens.some((between) => from < between && between < to && /^(?:VERB|SCONJ)$/.test(view.tokens[between]?.upos ?? ""));
}

/** The kind of a noun, with the word before it where the two are one. */
function nounKind(index: number, { view, text, words }: Setting): ChannelKind | undefined {
  const [before, token] = [view.tokens[index - 1], view.tokens[index] as Token];
  const first = before === undefined ? "" : slice(text, before).toLowerCase();
  const forms = [slice(text, token).toLowerCase(), slice(text, token).toLowerCase().replace(/s$/, "")];
  const kinds = [...forms.map((form) => `${first} ${form}`), ...forms].map((phrase) => words.channelKind("noun", phrase));
  return kinds.find((kind) => kind !== undefined);
}

/** The kind of a name that holds a word of media: "Radio Nord", "“Face the Nation”". */
function nameKind(index: number, { view, text, words }: Setting): ChannelKind | undefined {
  const parts = [
    index,
    ...(view.children[index] ?? []).filter((child) => /^(?:flat|compound|nmod:poss)$/.test(view.trees[child]?.relation ?? "")),
  ];
  return parts.map((part) => words.channelKind("name", slice(text, view.tokens[part] as Token))).find((kind) => kind !== undefined);
}

/** The preposition before a noun, where it is one that leads to channels; it may be read as the verb's: "posted on" X. */
function leadOf(index: number, { view, words }: Setting): string | undefined {
  const { trees, children, tokens } = view;
  const own = (children[index] ?? []).find((child) => trees[child]?.relation === "case" && child < index);
  const isOfVerb = trees[index - 1]?.relation === "compound:prt" && trees[index - 1]?.head === trees[index]?.head;
  const word = tokens[own ?? (isOfVerb ? index - 1 : -1)]?.lemma.toLowerCase();
  return word !== undefined && words.prepositions.has(word) ? word : undefined;
}

/** The object of "issued", "posted" or their like. */
function isIssued(index: number, { view, text, words }: Setting): boolean {
  const arc = view.trees[index];
  const verb = arc?.relation === "obj" ? view.tokens[arc.head] : undefined;
  return verb !== undefined && words.issuing.has(verbLemma(words, slice(text, verb), verb.lemma));
}
