import { FLAGS, type Flag, POLARITIES, type Polarity, STATEMENT_KINDS, type StatementKind } from "../../src/record/statement.ts";
import type { Span } from "../../src/text/span.ts";

/** The spans of one role: any of the alternatives will do; `undefined` when the role does not matter. */
export type ExpectedRole = readonly (readonly Span[])[] | undefined;

export const ROLES = ["source", "cue", "content"] as const;
export type Role = (typeof ROLES)[number];

/** What surrounds a saying, each as one stretch of words. */
export const CIRCUMSTANCES = ["channel", "addressee", "saidAt"] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** A statement that a case expects; what is `undefined` is not compared. */
export interface ExpectedStatement {
  readonly kind: StatementKind | undefined;
  readonly polarity: Polarity | undefined;
  readonly flags: readonly Flag[] | undefined;
  /** Index in the case of the statement that this one lies in; `undefined` for a statement in nobody's words. */
  readonly parent: number | undefined;
  /** Allowed, but not required. */
  readonly optional: boolean;
  readonly roles: Readonly<Record<Role, ExpectedRole>>;
  /** The words that tell them, `null` where the text tells none; what is absent is not compared. */
  readonly circumstances: Readonly<Partial<Record<Circumstance, Span | null>>>;
  /** The names of who speaks; empty where nobody is to be named; what is absent is not compared. */
  readonly speakers?: readonly string[];
}

/** One text and the statements that a careful reader finds in it. */
export interface Case {
  /** Number of the row and title in small letters: `07/marks-in-marks`. */
  readonly id: string;
  readonly title: string;
  /** Not to be tuned on: rules are written without looking at it. */
  readonly heldOut: boolean;
  /** Nested statements that the case does not list count as wrong. */
  readonly strict: boolean;
  readonly text: string;
  readonly expected: readonly ExpectedStatement[];
}

/** One row of the check list: a phenomenon and its cases. */
export interface Row {
  readonly number: number;
  readonly name: string;
  readonly explanation: string;
  readonly cases: readonly Case[];
}

/**
 * Reads one file of cases; test/conformance/README.md describes the form.
 *
 * @throws Error naming file and line of the first thing that is not in that form.
 */
export function readCases(file: string, source: string): Row {
  const lines = source.split("\n").map((text, index): Line => ({ text, at: `${file}:${index + 1}` }));
  const firstCase = lines.findIndex(({ text }) => text.startsWith("=="));
  if (firstCase < 0) throw new Error(`${file}:1: no case: a case begins with a line "== title"`);
  const { number, name, explanation } = headerOf(file, lines.slice(0, firstCase));
  const starts = lines.flatMap(({ text }, index) => (text.startsWith("==") ? [index] : []));
  const cases = starts.map((start, i) => caseOf(number, lines.slice(start, starts[i + 1] ?? lines.length)));
  cases.forEach(({ id }, i) => {
    if (cases.findIndex((other) => other.id === id) !== i) fail(lines[starts[i] ?? 0], `a second case with the title of ${id}`);
  });
  return { number, name, explanation, cases };
}

interface Line {
  readonly text: string;
  readonly at: string;
}

function fail(line: Line | undefined, message: string): never {
  throw new Error(`${line?.at ?? "?"}: ${message}`);
}

function headerOf(file: string, lines: readonly Line[]): { number: number; name: string; explanation: string } {
  const match = /^# Row (\d+): (.+)$/u.exec(lines[0]?.text ?? "");
  if (match === null) throw new Error(`${file}:1: the first line must be "# Row NUMBER: NAME"`);
  const rest = lines.slice(1).filter(({ text }) => text.trim() !== "");
  const odd = rest.find(({ text }) => !text.startsWith("# "));
  if (odd !== undefined) fail(odd, `before the first case only lines beginning with "# " may stand`);
  if (rest.length === 0) throw new Error(`${file}:1: the header lacks its explanation`);
  return { number: Number(match[1]), name: match[2] ?? "", explanation: rest.map(({ text }) => text.slice(2).trim()).join(" ") };
}

function caseOf(row: number, lines: readonly Line[]): Case {
  const [head, ...body] = lines;
  const match = /^== (\* )?(\S.*)$/u.exec(head?.text ?? "");
  if (match === null) fail(head, `a case begins with "== title", or "== * title" when it is held out`);
  const title = (match[2] ?? "").trim();
  const firstMark = body.findIndex(({ text }) => text.startsWith("--"));
  if (firstMark < 0) fail(head, `the case says nothing about what is expected: "-- …" or "-- nothing"`);
  const text = body
    .slice(0, firstMark)
    .map((line) => line.text)
    .join("\n")
    .trim();
  if (text === "") fail(head, "the case has no text");
  return {
    id: `${String(row).padStart(2, "0")}/${slug(title)}`,
    title,
    heldOut: match[1] !== undefined,
    text,
    ...expectationsOf(text, body.slice(firstMark)),
  };
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-|-$/gu, "");

function expectationsOf(text: string, lines: readonly Line[]): Pick<Case, "strict" | "expected"> {
  const expected: ExpectedStatement[] = [];
  let strict = false;
  let nothing = false;
  const heads = lines.flatMap(({ text: line }, index) => (line.startsWith("--") ? [index] : []));
  heads.forEach((start, i) => {
    const group = lines.slice(start, heads[i + 1] ?? lines.length).filter((line) => line.text.trim() !== "");
    const word = group[0]?.text.slice(2).trim();
    if (word !== "strict" && word !== "nothing") expected.push(statementOf(text, group, expected.length));
    else if (group.length > 1) fail(group[1], `no field may follow "-- ${word}"`);
    if (word === "strict") strict = true;
    if (word === "nothing") nothing = true;
  });
  if (nothing && expected.some(({ optional }) => !optional)) fail(lines[0], `"-- nothing" beside a statement that is expected`);
  if (!nothing && expected.length === 0) fail(lines[0], "the case expects neither a statement nor nothing");
  return { strict, expected };
}

function statementOf(text: string, lines: readonly Line[], index: number): ExpectedStatement {
  const [head, ...fields] = lines;
  const words = (head?.text.slice(2) ?? "").trim().split(/\s+/u).filter(Boolean);
  const unknown = words.find((word) => ![...STATEMENT_KINDS, ...POLARITIES, "statement", "optional"].includes(word));
  if (words.length === 0 || unknown !== undefined)
    fail(head, `after "--" stand a kind, a polarity, "optional", "statement", "nothing" or "strict", not "${unknown ?? ""}"`);
  const roles: Record<Role, readonly (readonly Span[])[] | undefined> = { source: [[]], cue: [[]], content: [[]] };
  const circumstances: Partial<Record<Circumstance, Span | null>> = {};
  const seen = new Set<string>();
  let flags: readonly Flag[] | undefined;
  let parent: number | undefined;
  let speakers: readonly string[] | undefined;
  let last: Role | undefined;
  for (const line of fields) {
    const [, name = "", value = ""] = /^(\w+):\s*(.*?)\s*$/u.exec(line.text) ?? fail(line, `expected "field: words", found "${line.text}"`);
    if (name !== "or" && seen.has(name)) fail(line, `${name} is given twice; another reading of it is a line "or: …"`);
    seen.add(name);
    if (isOneOf(ROLES, name)) {
      last = name;
      roles[name] = value === "(any)" ? undefined : [spansOf(text, value, line)];
    } else if (name === "or") {
      if (last === undefined) fail(line, `"or:" must follow source, cue or content`);
      roles[last] = [...(roles[last] ?? []), spansOf(text, value, line)];
    } else if (name === "speaker") speakers = value === "(none)" ? [] : value.split(" + ");
    else if (name === "flags") flags = flagsOf(value, line);
    else if (isOneOf(CIRCUMSTANCES, name)) circumstances[name] = spansOf(text, value, line)[0] ?? null;
    else if (name === "parent") parent = parentOf(value, index, line);
    else fail(line, `unknown field ${name}; known: source, cue, content, or, speaker, flags, parent, ${CIRCUMSTANCES.join(", ")}`);
  }
  return {
    kind: STATEMENT_KINDS.find((kind) => words.includes(kind)),
    polarity: POLARITIES.find((polarity) => words.includes(polarity)),
    flags,
    parent,
    optional: words.includes("optional"),
    roles,
    circumstances,
    ...(speakers === undefined ? {} : { speakers }),
  };
}

function flagsOf(value: string, line: Line): readonly Flag[] {
  const words = value.split(/\s+/u).filter((word) => word !== "none" && word !== "");
  return words.map((word) => (isOneOf(FLAGS, word) ? word : fail(line, `unknown flag ${word}; known: none, ${FLAGS.join(", ")}`)));
}

function parentOf(value: string, index: number, line: Line): number {
  const parent = Number(value);
  if (!Number.isInteger(parent) || parent < 1 || parent > index) fail(line, `parent is the number of an earlier statement, not "${value}"`);
  return parent - 1;
}

const isOneOf = <T extends string>(names: readonly T[], name: string): name is T => names.some((known) => known === name);

/** Where the quoted words stand: as they are, or as pieces joined by ` … `. */
function spansOf(text: string, value: string, line: Line): readonly Span[] {
  if (value === "(none)") return [];
  if (value === "") fail(line, `no words; an absent role is "(none)" or has no line`);
  const whole = placesOf(text, numbered(value).words);
  const pieces = whole.length > 0 ? [value] : value.split(" … ");
  return pieces.map((piece) => placeOf(text, piece, line));
}

function placeOf(text: string, piece: string, line: Line): Span {
  const { words, occurrence } = numbered(piece);
  const places = placesOf(text, words);
  if (places.length === 0) fail(line, `not in the text: ${words}`);
  if (places.length > 1 && occurrence === undefined)
    fail(line, `${places.length} times in the text: ${words}; say which with "#1" after it`);
  return places[(occurrence ?? 1) - 1] ?? fail(line, `only ${places.length} times in the text: ${words}`);
}

function numbered(piece: string): { words: string; occurrence: number | undefined } {
  const match = /^(.*\S) ?#(\d)$/su.exec(piece);
  return match === null ? { words: piece, occurrence: undefined } : { words: match[1] ?? "", occurrence: Number(match[2]) };
}

/** Every place where `words` stand in `text` without being part of a longer word. */
function placesOf(text: string, words: string): Span[] {
  const places: Span[] = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1)) {
    const end = start + words.length;
    const [first, last] = [words.at(0) ?? "", words.at(-1) ?? ""];
    const cutBefore = isLetter(first) && isLetter(text.charAt(start - 1));
    const cutAfter = isLetter(last) && isLetter(text.charAt(end));
    if (!cutBefore && !cutAfter) places.push({ start, end });
  }
  return places;
}

const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
