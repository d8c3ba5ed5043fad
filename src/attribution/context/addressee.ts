import type { Mention, MentionType, Token } from "../../article/article.ts";
import type { Addressee } from "../../record/context.ts";
import { overlaps, type Span, slice } from "../../text/span.ts";
import type { Saying, Setting } from "./setting.ts";
import { type AddresseePlace, verbLemma } from "./words.ts";

/** Who can be spoken to. */
const HEARERS = new Set<MentionType>(["person", "group", "organisation", "place"]);

/** To whom the saying says that it was said: the object of "told", or whom "said to" leads to. */
export function addresseeOf({ head, statement }: Saying, setting: Setting): Addressee | null {
  if (head === undefined) return null;
  const { view, words, text } = setting;
  const verb = view.tokens[head] as Token;
  const places = words.addresseePlaces.get(verbLemma(words, slice(text, verb), verb.lemma));
  if (places === undefined) return null;
  const candidates = (view.children[head] ?? []).filter((child) => child > head && fits(child, places, setting));
  for (const child of candidates) {
    const hearer = hearerAt(child, setting);
    if (hearer !== undefined && !statement.source.some((span) => overlaps(span, hearer))) return hearer;
  }
  return places.has("object") ? behindCue(statement.cue.at(-1), statement.content, setting) : null;
}

/** Whether what hangs on the verb stands where the verb has its addressee. */
function fits(child: number, places: ReadonlySet<AddresseePlace>, { view }: Setting): boolean {
  const relation = view.trees[child]?.relation ?? "";
  if (relation === "iobj" || relation === "obj") return places.has("object");
  if (!relation.startsWith("obl")) return false;
  const lead = (view.children[child] ?? []).find((one) => view.trees[one]?.relation === "case");
  const word = lead === undefined ? "" : (view.tokens[lead]?.lemma ?? "");
  return (word === "to" || word === "on" || word === "with") && places.has(word);
}

/** The mention of a person, group, organisation or place that a token heads, with its determiner. */
function hearerAt(index: number, { view, mentionIndex, article }: Setting): Span | undefined {
  const token = view.tokens[index] as Token;
  const mentions = mentionIndex.touching(token).flatMap((number) => article.layers.mentions[number] ?? []);
  const first = Math.min(
    index,
    ...(view.children[index] ?? []).filter((child) =>
      /^(?:det|nmod:poss|amod|compound|nummod|flat)$/.test(view.trees[child]?.relation ?? ""),
    ),
  );
  const hearer = mentions.find(
    (mention) => HEARERS.has(mention.type) && mention.start >= (view.tokens[first]?.start ?? 0) - 1 && mention.start <= token.start,
  );
  return hearer === undefined ? undefined : withDeterminer(hearer, view.tokens[first] as Token);
}

const withDeterminer = ({ start, end }: Mention, first: Token): Span => ({ start: Math.min(start, first.start), end });

/** The hearer that begins right behind the cue and outside the content, whatever the tree says. */
function behindCue(cue: Span | undefined, content: readonly Span[], { text, article, mentionIndex }: Setting): Span | null {
  if (cue === undefined) return null;
  const gap = /^\s+(?:(?:the|a|an|his|her|its|their|my|our)\s+)?/u.exec(text.slice(cue.end, cue.end + 12))?.[0];
  if (gap === undefined) return null;
  const at = { start: cue.end + gap.length, end: cue.end + gap.length + 1 };
  const hearer = mentionIndex
    .touching(at)
    .flatMap((number) => article.layers.mentions[number] ?? [])
    .find((mention) => mention.type !== "time" && mention.start >= cue.end && mention.start <= at.start);
  if (hearer === undefined || content.some((span) => overlaps(span, hearer))) return null;
  return { start: cue.end + (gap.length - gap.trimStart().length), end: hearer.end };
}
