import type { Article } from "../../article/article.ts";
import { escapeSpaces, withoutControls } from "../../text/escapes.ts";
import { type Span, slice } from "../../text/span.ts";
import type { TokenRun } from "./entities.ts";
import { isJoined } from "./joined.ts";

/** What MISC says of single tokens beside their spaces and ranges, by their place in the article. */
export type TokenNotes = ReadonlyMap<number, Readonly<Record<string, string>>>;

/** A sentence's text on one line: every character that is not part of a token is a space. */
export function sentenceText(article: Article<"tokens">, { first, end }: TokenRun): string {
  const { text, layers } = article;
  const tokens = layers.tokens.slice(first, end);
  return tokens
    .map((token, index) => {
      const next = tokens[index + 1];
      return withoutControls(slice(text, token)) + " ".repeat(next === undefined ? 0 : next.start - token.end);
    })
    .join("");
}

interface Beside {
  readonly notes: TokenNotes;
  /** Whether `# newpar` or the end comes next, where readers expect no single space. */
  readonly endsParagraph: boolean;
}

/** The lines of a sentence's tokens, ten columns each, with a line before each multiword token. */
export function tokenLines(article: Article<"tokens">, sentence: TokenRun, { notes, endsParagraph }: Beside): readonly string[] {
  const { tokens } = article.layers;
  const lines: string[] = [];
  for (let first = sentence.first; first < sentence.end; ) {
    const end = endOfWord(article, first, sentence.end);
    const isAlone = end === first + 1;
    const whole = { start: tokens[first]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 };
    const around = { ...spacesBefore(article, first), ...spacesAfter(article, end, endsParagraph && end === sentence.end) };
    if (!isAlone) lines.push(rangeLine(article, [first - sentence.first + 1, end - sentence.first], whole, around));
    for (let token = first; token < end; token++)
      lines.push(tokenLine(article, sentence, token, { ...(isAlone ? around : {}), ...notes.get(token) }));
    first = end;
  }
  return lines;
}

type Misc = Readonly<Record<string, string>>;

function endOfWord({ text, layers: { tokens } }: Article<"tokens">, first: number, limit: number): number {
  let end = first + 1;
  for (; end < limit; end++) {
    const [before, after] = [tokens[end - 1], tokens[end]];
    if (before === undefined || after === undefined || !isJoined(before, after, text)) break;
  }
  return end;
}

function rangeLine({ text }: Article, [from, to]: readonly [number, number], whole: Span, around: Misc): string {
  return [`${from}-${to}`, formOf(text, whole), ...Array<string>(7).fill("_"), miscOf({ ...around, ...placeOf(text, whole) })].join("\t");
}

function tokenLine({ text, layers }: Article<"tokens">, sentence: TokenRun, index: number, misc: Misc): string {
  const token = layers.tokens[index];
  if (token === undefined) return "";
  const arc = layers.trees?.[index];
  const head = arc === undefined ? "_" : String(arc.head < 0 ? 0 : arc.head - sentence.first + 1);
  return [
    String(index - sentence.first + 1),
    formOf(text, token),
    ...[token.lemma, token.upos, token.xpos, token.feats].map(cell),
    head,
    cell(arc?.relation ?? ""),
    "_",
    miscOf({ ...misc, ...placeOf(text, token) }),
  ].join("\t");
}

const formOf = (text: string, span: Span): string => withoutControls(slice(text, span));
const cell = (value: string): string => withoutControls(value).trim() || "_";

/** Where a token stands, and its characters where the form cannot show them. */
function placeOf(text: string, span: Span): Misc {
  const characters = slice(text, span);
  const hidden = withoutControls(characters) === characters ? {} : { SpacesInToken: escapeSpaces(characters) };
  return { ...hidden, TokenRange: `${span.start}:${span.end}` };
}

function spacesBefore({ text, layers: { tokens } }: Article<"tokens">, first: number): Misc {
  const start = tokens[0]?.start ?? 0;
  return first > 0 || start === 0 ? {} : { SpacesBefore: escapeSpaces(text.slice(0, start)) };
}

/** One space inside of a paragraph says itself; anything else between two tokens is told. */
function spacesAfter({ text, layers: { tokens } }: Article<"tokens">, end: number, endsParagraph: boolean): Misc {
  const between = text.slice(tokens[end - 1]?.end ?? 0, tokens[end]?.start ?? text.length);
  if (between === "") return { SpaceAfter: "No" };
  return between === " " && !endsParagraph ? {} : { SpacesAfter: escapeSpaces(between) };
}

const miscOf = (misc: Misc): string =>
  Object.entries(misc)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join("|");
