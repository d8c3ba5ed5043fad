import type { Span } from "../text/span.ts";

/** One stretch between quotation marks, marks included. */
export interface Quotation extends Span {
  /** What stands between the marks. */
  readonly inner: Span;
  /** 0 for the outermost. */
  readonly depth: number;
  /** False where the paragraph ends before a closing mark. */
  readonly closed: boolean;
  /** Left open on purpose: the next paragraph opens again, as running quotations do. */
  readonly continues: boolean;
}

/** The marks of one family, by what they can do; straight marks can do both. */
interface Family {
  readonly name: "double" | "single" | "angle";
  readonly opens: string;
  readonly closes: string;
}

const SINGLE: Family = { name: "single", opens: "‘‚‛'", closes: "’'" };
const FAMILIES: readonly Family[] = [
  { name: "double", opens: '“„‟"', closes: '”“"' },
  SINGLE,
  { name: "angle", opens: "«‹", closes: "»›" },
];

/** Marks open inside each other beyond which another opens nothing; news nests two or three deep. */
const MOST_OPEN = 16;

interface Open {
  readonly family: Family;
  readonly at: number;
  readonly end: number;
}

/**
 * Pairs quotation marks, paragraph by paragraph.
 *
 * A mark left open at a paragraph's end is normal: a running quotation reopens each paragraph and
 * closes only in the last. Marks may be straight, curly, low, angled, doubled singles or mixed; an
 * apostrophe is told from a closing single mark by the letters around it.
 *
 * @param paragraphs in order, not overlapping
 */
export function pairQuotationMarks(text: string, paragraphs: readonly Span[]): Quotation[] {
  const found = paragraphs.map((paragraph) => pairWithin(text, paragraph));
  return found.flatMap((quotations, index) => {
    const next = paragraphs[index + 1];
    const reopens = next !== undefined && markAt(text, next.start) !== undefined;
    return quotations.map((quotation) => ({ ...quotation, continues: !quotation.closed && quotation.depth === 0 && reopens }));
  });
}

function pairWithin(text: string, paragraph: Span): Quotation[] {
  const quotations: Quotation[] = [];
  const open: Open[] = [];
  const lastSingle = lastClosingSingle(text, paragraph);
  const keep = (start: Open, inner: number, end: number, closed: boolean): void => {
    quotations.push({ start: start.at, end, inner: { start: start.end, end: inner }, depth: open.length, closed, continues: false });
  };
  for (let at = paragraph.start; at < paragraph.end; at++) {
    const mark = markAt(text, at);
    if (mark === undefined) continue;
    const { family, size } = mark;
    const place = placeOf(text, at, size, paragraph);
    const index = open.findLastIndex((other) => other.family === family);
    if (index >= 0 && closesHere(text, at, size, family, place) && !(family === SINGLE && isPossessive(text, at, paragraph))) {
      open.splice(index + 1);
      const [start] = open.splice(index, 1);
      if (start !== undefined) keep(start, at, at + size, true);
    } else if (open.length < MOST_OPEN && opensHere(text, at, size, family, place, paragraph, lastSingle))
      open.push({ family, at, end: at + size });
    at += size - 1;
  }
  while (open.length > 0) {
    const last = open.pop();
    if (last !== undefined && (last.family.name !== "single" || last.at === paragraph.start))
      keep(last, paragraph.end, paragraph.end, false);
  }
  return quotations.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The mark that begins at an offset; two single ones side by side are one double. */
function markAt(text: string, at: number): { family: Family; size: number } | undefined {
  const character = text.charAt(at);
  if (character === "`")
    return { family: FAMILIES[text.charAt(at + 1) === "`" ? 0 : 1] as Family, size: text.charAt(at + 1) === "`" ? 2 : 1 };
  if (character === "'" && text.charAt(at + 1) === "'") return { family: FAMILIES[0] as Family, size: 2 };
  const family = FAMILIES.find(({ opens, closes }) => opens.includes(character) || closes.includes(character));
  return character === "" || family === undefined ? undefined : { family, size: 1 };
}

interface Place {
  readonly before: string;
  readonly after: string;
}

const placeOf = (text: string, at: number, size: number, paragraph: Span): Place => ({
  before: at > paragraph.start ? text.charAt(at - 1) : " ",
  after: at + size < paragraph.end ? text.charAt(at + size) : " ",
});

const isSpace = (character: string): boolean => /\s/u.test(character);
const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

function closesHere(text: string, at: number, size: number, family: Family, { before, after }: Place): boolean {
  const character = straightened(text.charAt(at), size);
  if (!family.closes.includes(character)) return false;
  if (family.name === "single") return !isSpace(before) && !isLetter(after);
  if (character === "“") return !isSpace(before) && !isLetter(after);
  if (character === '"') return !(isSpace(before) && isLetter(after));
  return true;
}

function opensHere(
  text: string,
  at: number,
  size: number,
  family: Family,
  { before, after }: Place,
  paragraph: Span,
  lastSingle: number,
): boolean {
  const character = straightened(text.charAt(at), size);
  if (family.name === "double" && character === "”") return at === paragraph.start;
  if (!family.opens.includes(character) && character !== "`") return false;
  if (family.name === "single") return !isLetter(before) && !isSpace(after) && lastSingle > at + size;
  if (character === '"' || size === 2) return !isSpace(after) && !(isLetter(before) && !isSpace(before) && isLetter(after));
  return true;
}

/** "The dogs' barking woke us,'": a single mark behind an s, where one behind punctuation closes before another opens. */
function isPossessive(text: string, at: number, paragraph: Span): boolean {
  if (text.charAt(at - 1) !== "s" || !/^ \p{Ll}/u.test(text.slice(at + 1, at + 3))) return false;
  const rest = text.slice(at + 1, Math.min(paragraph.end, at + MOST_POSSESSIVE_REACH));
  return /^[^'‘’“”"]*(?:\p{L}['’]\p{L}[^'‘’“”"]*)*[,.!?…]['’]/u.test(rest);
}

/** How far behind a possessive the closing mark is looked for, in units. */
const MOST_POSSESSIVE_REACH = 400;

/** Two single straight marks side by side do what one double does. */
const straightened = (character: string, size: number): string => (size === 2 && character === "'" ? '"' : character);

/** Where the last single mark of a paragraph stands that can close; an apostrophe behind it ("'em", "'90s") opens nothing. */
function lastClosingSingle(text: string, paragraph: Span): number {
  for (let at = paragraph.end - 1; at > paragraph.start; at--)
    if (SINGLE.closes.includes(text.charAt(at)) && !isSpace(text.charAt(at - 1)) && !isLetter(text.charAt(at + 1))) return at;
  return -1;
}
