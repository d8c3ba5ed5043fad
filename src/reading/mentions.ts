import type { Mention, MentionForm, MentionType } from "../article/article.ts";
import type { ReadToken } from "../model/decode-trees.ts";
import type { ReadText } from "../model/read-text.ts";
import { bySpan, contains, overlaps, type Span, slice } from "../text/span.ts";
import { firstEndingAfter, spansOver } from "../text/span-search.ts";
import type { MentionLabels } from "./mention-labels.ts";
import { wholeName } from "./whole-names.ts";

/**
 * The mentions of a text as a record has them, in units of `text`: a mention by name is the name alone, without article,
 * title and what describes its bearer; no mention ends with the mark of the genitive, and a
 * person's name has what a hyphen joins to it. What is then the same is one mention.
 * A flat name of a person, an organisation or a place that is in no mention by name is a mention of its own.
 */
export function mentionsOf(text: string, read: ReadText, labels: MentionLabels): Mention[] {
  const names = read.names.map(({ first, end }) => spanOf(read.words, first, end));
  const found = read.mentions.map((run): Mention => {
    const whole = spanOf(read.words, run.first, run.end);
    const tokens = tokensIn(read.tokens, whole);
    const form = labels.forms.get(run.form) ?? "description";
    const type = labels.types.get(run.type) ?? "other";
    const own = form === "name" ? nameIn(text, tokens, names, type === "person", labels) : tokens;
    return joined({ ...(hullOf(withoutGenitive(own)) ?? whole), type, form, score: run.score });
  });
  return bySentence([...found, ...nowhereIn(found)], read.sentences).flatMap(nestedOnly);

  /** The flat names that no mention by name touches. */
  function nowhereIn(mentions: readonly Mention[]): Mention[] {
    const byName = outermost(mentions.filter(({ form }) => form === "name"));
    return read.names.flatMap((name): Mention[] => {
      const type = labels.types.get(name.role) ?? "other";
      const whole = spanOf(read.words, name.first, name.end);
      if (!NAMED_TYPES.has(type) || spansOver(byName, whole).length > 0) return [];
      const tokens = tokensIn(read.tokens, whole);
      const own = nameIn(text, tokens, [whole], type === "person", labels);
      return [joined({ ...(hullOf(withoutGenitive(own)) ?? whole), type, form: "name", score: name.score })];
    });
  }

  function joined(mention: Mention): Mention {
    return mention.form === "name" && mention.type === "person" ? { ...mention, ...wholeName(text, mention, labels) } : mention;
  }
}

/** What flat names are taken for mentions; the model's other types of names are less sure. */
const NAMED_TYPES: ReadonlySet<MentionType> = new Set(["person", "organisation", "place"]);

/** Some tokens of a text that stand beside each other. */
interface TokenRun {
  readonly all: readonly ReadToken[];
  readonly first: number;
  /** One after the last. */
  readonly end: number;
}

const spanOf = (words: readonly Span[], first: number, end: number): Span => ({
  start: words[first]?.start ?? 0,
  end: words[end - 1]?.end ?? 0,
});

function tokensIn(all: readonly ReadToken[], span: Span): TokenRun {
  const first = firstEndingAfter(all, span.start);
  let end = first;
  while (end < all.length && (all[end] as ReadToken).start < span.end) end++;
  return { all, first, end };
}

/** From the first token to the last; nothing when there is none. */
const hullOf = ({ all, first, end }: TokenRun): Span | undefined =>
  first < end ? { start: (all[first] as ReadToken).start, end: (all[end - 1] as ReadToken).end } : undefined;

function withoutGenitive(run: TokenRun): TokenRun {
  return run.end - run.first > 1 && run.all[run.end - 1]?.xpos === "POS" ? { ...run, end: run.end - 1 } : run;
}

/** The name in a mention: the flat name, or the proper nouns, around its head; without article and, for a person, titles. */
function nameIn(text: string, run: TokenRun, names: readonly Span[], isPerson: boolean, { titles }: MentionLabels): TokenRun {
  const [whole, head] = [hullOf(run), headOf(run)];
  if (whole === undefined) return run;
  const flat = spansOver(names, head).find((name) => contains(whole, name));
  let own = withoutGenitive(flat === undefined ? properAround(run, head) : tokensIn(run.all, flat));
  while (own.end - own.first > 1 && own.all[own.first]?.upos === "DET") own = { ...own, first: own.first + 1 };
  if (!isPerson) return own;
  for (let at = own.end - 2; at >= own.first; at--)
    if (
      titles.has(
        slice(text, own.all[at] as ReadToken)
          .toLowerCase()
          .replace(/\.$/, ""),
      )
    )
      return { ...own, first: at + 1 };
  return own;
}

/** The token whose head lies outside; the first of several. */
function headOf({ all, first, end }: TokenRun): ReadToken {
  for (let at = first; at < end; at++) {
    const { head } = all[at] as ReadToken;
    if (head < first || head >= end) return all[at] as ReadToken;
  }
  return all[first] as ReadToken;
}

function properAround(run: TokenRun, head: ReadToken): TokenRun {
  const isProper = (at: number): boolean => at >= run.first && at < run.end && run.all[at]?.upos === "PROPN";
  let [first, end] = [run.all.indexOf(head, run.first), 0];
  if (!isProper(first)) return run;
  for (end = first + 1; isProper(end); end++);
  while (isProper(first - 1)) first--;
  return { ...run, first, end };
}

/** Spans that share units as one, in order. */
function outermost(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of spans.toSorted(bySpan)) {
    const last = joined.at(-1);
    if (last === undefined || last.end <= start) joined.push({ start, end });
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return joined;
}

/** Mentions by sentence; both in order, and no mention in two. */
function bySentence(mentions: readonly Mention[], sentences: readonly Span[]): Mention[][] {
  const groups: Mention[][] = sentences.map(() => []);
  for (const mention of mentions) groups[firstEndingAfter(sentences, mention.start)]?.push(mention);
  return groups;
}

/** The likeliest of those that are the same or cross each other; in order, the longer first. */
function nestedOnly(mentions: readonly Mention[]): Mention[] {
  const chosen: Mention[] = [];
  for (const one of mentions.toSorted((a, b) => b.score - a.score || rank(a.form) - rank(b.form)))
    if (!chosen.some((other) => isSame(one, other) || cross(one, other))) chosen.push(one);
  return chosen.sort(bySpan);
}

const rank = (form: MentionForm): number => (form === "name" ? 0 : 1);
const isSame = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;
const cross = (a: Span, b: Span): boolean => overlaps(a, b) && !contains(a, b) && !contains(b, a);
