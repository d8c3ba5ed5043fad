import type { Mention, MentionForm, MentionType } from "../article/article.ts";
import type { ReadToken } from "../model/decode-trees.ts";
import type { ReadText } from "../model/read-text.ts";
import { bySpan, contains, overlaps, type Span, slice } from "../text/span.ts";
import { firstEndingAfter, spansOver } from "../text/span-search.ts";
import type { MentionLabels } from "./mention-labels.ts";
import { placesIn } from "./several-names.ts";
import { wholeFirmName, wholeGroupName, wholePersonName } from "./whole-names.ts";

/**
 * The mentions of a text as a record has them, in units of `text`: a mention by name is the name alone, without article,
 * title and what describes its bearer; no mention ends with the mark of the genitive, none begins or ends with a comma
 * and the like, a person's name has what a hyphen joins to it, and a firm's its legal form; a town's name and its state's are two. What is then the same is one mention.
 * A flat name of a person, an organisation or a place that is in no mention by name is a mention of its own.
 */
export function mentionsOf(text: string, read: ReadText, labels: MentionLabels): Mention[] {
  const names = read.names.map(
    (name): FlatName => ({ ...spanOf(read.words, name.first, name.end), type: typeOf(name.role), score: name.score }),
  );
  const found = read.mentions.flatMap((run): Mention[] => {
    const whole = spanOf(read.words, run.first, run.end);
    const tokens = tokensIn(read.tokens, whole);
    const form = labels.forms.get(run.form) ?? "description";
    const own = { type: typeOf(run.type), score: run.score };
    const named = form === "name" ? nameIn(text, tokens, names, own.type, labels) : undefined;
    if (named !== undefined) return joined({ ...own, ...(hullOf(bare(text, named.tokens)) ?? whole), type: named.type, form });
    return [{ ...own, ...(hullOf(bare(text, tokens)) ?? whole), form: form === "name" ? "description" : form }];
  });
  return bySentence([...found, ...nowhereIn(found)], read.sentences).flatMap(nestedOnly);

  function typeOf(label: string): MentionType {
    return labels.types.get(label) ?? "other";
  }

  /** The flat names that no mention by name touches. */
  function nowhereIn(mentions: readonly Mention[]): Mention[] {
    const byName = outermost(mentions.filter(({ form }) => form === "name"));
    return names.flatMap((name): Mention[] => {
      const { type, score } = name;
      if (!NAMED_TYPES.has(type) || spansOver(byName, name).length > 0) return [];
      const own = withoutTitles(text, tokensIn(read.tokens, name), type, labels);
      return joined({ ...(hullOf(bare(text, own)) ?? name), type, form: "name", score });
    });
  }

  /** A name with all that belongs to it; a town's and its state's apart. */
  function joined(mention: Mention): Mention[] {
    if (mention.type === "place") return placesIn(text, mention, labels).map((span) => ({ ...mention, ...span }));
    if (mention.type === "person") return [{ ...mention, ...wholePersonName(text, mention, labels) }];
    return [
      mention.type === "organisation" ? { ...mention, ...wholeFirmName(text, wholeGroupName(text, mention, labels), labels) } : mention,
    ];
  }
}

/** A flat name as the model has it. */
interface FlatName extends Span {
  readonly type: MentionType;
  readonly score: number;
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

/** What joins or ends parts of a sentence; no mention begins or ends with it. */
const EDGE = /^[,;:.!?…–—]+$/u;

/** Without the mark of the genitive behind it and without what only parts it from its neighbours. */
function bare(text: string, run: TokenRun): TokenRun {
  const isEdge = (at: number): boolean => run.all[at]?.upos === "PUNCT" && EDGE.test(slice(text, run.all[at]));
  let { first, end } = run;
  while (end - first > 1 && isEdge(first)) first++;
  while (end - first > 1 && isEdge(end - 1)) end--;
  return withoutGenitive({ ...run, first, end });
}

/**
 * The name in a mention: the flat name around its head, or the last one in it of the same type, or the proper nouns around
 * its head, or all of a short mention; without article and, for a person, titles. Nothing where it has no name: an office
 * ("US President") is described.
 */
function nameIn(
  text: string,
  run: TokenRun,
  names: readonly FlatName[],
  type: MentionType,
  labels: MentionLabels,
): { readonly tokens: TokenRun; readonly type: MentionType } | undefined {
  const [whole, head] = [hullOf(run), headOf(run)];
  if (whole === undefined) return { tokens: run, type };
  const inside = spansOver(names, whole).filter((name) => contains(whole, name));
  const flat = inside.find((name) => overlaps(name, head)) ?? inside.findLast((name) => name.type === type && name.end === whole.end);
  if (flat !== undefined) {
    const own = NAMED_TYPES.has(flat.type) ? flat.type : type;
    return { tokens: withoutTitles(text, tokensIn(run.all, withNeighbour(text, flat, inside)), own, labels), type: own };
  }
  if (isTitle(text, head, labels)) return undefined;
  const proper = wholeProper(text, properAround(run, head), type) ?? (inside.length === 0 && isPlainName(run) ? run : undefined);
  if (proper === undefined) return undefined;
  const tokens = withoutTitles(text, proper, type, labels);
  return { tokens, type: type === "person" && tokens.all[tokens.end - 1]?.xpos === "NNPS" ? "group" : type };
}

/** A person's name with the one right beside it, each of one word, which the mention holds together: "Per" and "Aldous". */
function withNeighbour(text: string, name: FlatName, inside: readonly FlatName[]): Span {
  const isWord = (other: FlatName): boolean => other.type === "person" && !/\s/u.test(slice(text, other));
  if (!isWord(name)) return name;
  const other = inside.find((one) => isWord(one) && (one.start === name.end + 1 || one.end === name.start - 1));
  return other === undefined ? name : { start: Math.min(name.start, other.start), end: Math.max(name.end, other.end) };
}

function withoutTitles(text: string, run: TokenRun, type: MentionType, labels: MentionLabels): TokenRun {
  let own = withoutGenitive(run);
  while (own.end - own.first > 1 && own.all[own.first]?.upos === "DET") own = { ...own, first: own.first + 1 };
  if (type !== "person") return own;
  for (let at = own.end - 2; at >= own.first; at--) if (isTitle(text, own.all[at] as ReadToken, labels)) return { ...own, first: at + 1 };
  return own;
}

const isTitle = (text: string, token: ReadToken, { titles }: MentionLabels): boolean =>
  titles.has(slice(text, token).toLowerCase().replace(/\.$/, ""));

/** Whether nothing in a run speaks against its being a name that is written like other words. */
const isPlainName = ({ all, first, end }: TokenRun): boolean =>
  end - first <= LONGEST_PLAIN_NAME && all.slice(first, end).every(({ upos }) => !NOT_IN_PLAIN_NAME.has(upos));
/** Tokens of a name without proper nouns. */
const LONGEST_PLAIN_NAME = 4;
const NOT_IN_PLAIN_NAME: ReadonlySet<string> = new Set(["VERB", "AUX", "SCONJ", "PRON", "CCONJ"]);

/** The token whose head lies outside; the first of several. */
function headOf({ all, first, end }: TokenRun): ReadToken {
  for (let at = first; at < end; at++) {
    const { head } = all[at] as ReadToken;
    if (head < first || head >= end) return all[at] as ReadToken;
  }
  return all[first] as ReadToken;
}

/** The proper nouns around a token; nothing when it is none. */
function properAround(run: TokenRun, token: ReadToken): TokenRun | undefined {
  const isProper = (at: number): boolean => at >= run.first && at < run.end && run.all[at]?.upos === "PROPN";
  let [first, end] = [run.all.indexOf(token, run.first), 0];
  if (!isProper(first)) return undefined;
  for (end = first + 1; isProper(end); end++);
  while (isProper(first - 1)) first--;
  return { ...run, first, end };
}

/** The proper nouns of a body or a place with what belongs to them: adjectives with capitals ("Israeli Defense Forces"), and what a hyphen joins. */
function wholeProper(text: string, run: TokenRun | undefined, type: MentionType): TokenRun | undefined {
  if (run === undefined || type === "person") return run;
  const formOf = (at: number): string => (run.all[at] === undefined ? "" : slice(text, run.all[at]));
  const isCapital = (at: number): boolean => /^\p{Lu}/u.test(formOf(at)) && NAMING.has(run.all[at]?.upos ?? "");
  const isGlued = (at: number): boolean => run.all[at - 1]?.end === run.all[at]?.start;
  let { first } = run;
  for (;;) {
    if (formOf(first - 1) === "-" && isGlued(first) && isGlued(first - 1) && isCapital(first - 2)) first -= 2;
    // Where a sentence begins a capital says nothing.
    else if (run.all[first - 1]?.upos === "ADJ" && isCapital(first - 1) && WITHIN.has(run.all[first - 2]?.upos ?? "PUNCT")) first--;
    else return { ...run, first };
  }
}
/** What names are made of. */
const NAMING: ReadonlySet<string> = new Set(["PROPN", "ADJ"]);
/** What stands before a word that begins no sentence. */
const WITHIN: ReadonlySet<string> = new Set(["DET", "ADP", "VERB", "ADJ", "CCONJ", "PRON", "AUX"]);

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
