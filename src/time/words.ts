import { SaysoError } from "../errors.ts";
import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";

/** How an expression is resolved; data/lexicon/en/time-pattern.tsv. */
export const TIME_KINDS = ["date", "month", "weekday", "part", "unit", "ago", "deictic", "season", "year", "holiday", "other"] as const;
export type TimeKind = (typeof TIME_KINDS)[number];

/** One way to write a time. */
export interface TimePattern {
  readonly kind: TimeKind;
  readonly pattern: RegExp;
}

/** What the finder and the resolver know. */
export interface TimeWords {
  readonly patterns: readonly TimePattern[];
  /** The value of a word of a class, such as `2` for `Tues.` of the weekdays; case of the first letter aside. */
  value(wordClass: string, word: string): string | undefined;
  /** Days whose name stands for an event, `MM-DD`. */
  readonly eventDays: ReadonlySet<string>;
  /** The words without which there is no time expression. */
  readonly trigger: RegExp;
}

const WORDS = "data/lexicon/en/time-word.tsv";
const PATTERNS = "data/lexicon/en/time-pattern.tsv";
/** Years that a report may mean. */
const YEAR = "(?:1[5-9]|20)\\d{2}";

/** Classes of words one of which every expression holds, beside a year. */
const TRIGGERS = ["weekday", "month", "unit", "short-unit", "part", "deictic", "season", "holiday"];

/** Reads the tables of time expressions. @throws SaysoError E_RESOURCE, E_LEXICON */
export async function readTimeWords(resources: Resources): Promise<TimeWords> {
  const [words, patterns] = await Promise.all([
    readLexicon(resources, WORDS, ["word", "class", "value"]),
    readLexicon(resources, PATTERNS, ["kind", "pattern", "example"]),
  ]);
  const values = new Map(words.map((row) => [`${row.class} ${row.word.toLowerCase()}`, row.value]));
  const classes = new Map<string, string>([["year", YEAR]]);
  for (const [name, rows] of Map.groupBy(words, (row) => row.class)) classes.set(name, alternatives(rows.map(({ word }) => word)));
  return {
    patterns: patterns.map((row) => ({ kind: kindOf(row.kind), pattern: compiled(row.pattern, classes) })),
    eventDays: new Set(words.filter((row) => row.class === "event-day").map((row) => row.value)),
    trigger: new RegExp(["year", ...TRIGGERS].map((name) => classes.get(name)).join("|"), "gu"),
    value: (wordClass, word) => values.get(`${wordClass} ${word.toLowerCase()}`),
  };
}

/** The longer words first; a small first letter may be a capital. */
function alternatives(words: readonly string[]): string {
  const written = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => {
      const first = word.charAt(0);
      const rest = word.slice(1).replaceAll(".", "\\.").replaceAll(" ", "\\s");
      return first === first.toUpperCase() ? first + rest : `[${first.toUpperCase()}${first}]${rest}`;
    });
  return `(?:${written.join("|")})`;
}

function kindOf(name: string): TimeKind {
  const kind = TIME_KINDS.find((known) => known === name);
  if (kind === undefined) throw new SaysoError("E_LEXICON", `${PATTERNS}: there is no kind ${name}`);
  return kind;
}

function compiled(pattern: string, classes: ReadonlyMap<string, string>): RegExp {
  const source = pattern.replaceAll(/\{(\p{Ll}[\p{Ll}-]*)\}/gu, (_, name: string) => {
    const words = classes.get(name);
    if (words === undefined) throw new SaysoError("E_LEXICON", `${PATTERNS}: ${WORDS} has no class ${name}`);
    return words;
  });
  try {
    return new RegExp(`(?<![\\p{L}\\p{N}]|\\p{L}-)(?:${source})`, "gu");
  } catch (cause) {
    throw new SaysoError("E_LEXICON", `${PATTERNS}: ${pattern} is no regular expression`, { cause });
  }
}
