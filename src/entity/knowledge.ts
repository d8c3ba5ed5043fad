import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";

/** The pronoun that a name or noun calls for. */
export type Gender = "he" | "she";

/** What a pronoun stands for; data/lexicon/en/pronoun.tsv explains each. */
export type Stands = Gender | "they" | "it" | "i" | "we" | "you" | "relative" | "indefinite";

/** The words that this room looks for, all in lower case; each table is a file below data/lexicon/en. */
export interface Knowledge {
  readonly titles: ReadonlySet<string>;
  /** Pronouns of the titles that give one. */
  readonly titleGender: ReadonlyMap<string, Gender>;
  /** Nouns for persons, with the pronoun that they give, if any. */
  readonly roles: ReadonlyMap<string, Gender | undefined>;
  /** Nouns for sources that are no person. */
  readonly kinds: ReadonlyMap<string, "organisation" | "document" | "group">;
  readonly pronouns: ReadonlyMap<string, Stands>;
  /** Names of peoples and parties in the singular. */
  readonly peoples: ReadonlySet<string>;
  /** Other words for an office or party. */
  readonly also: ReadonlyMap<string, readonly string[]>;
  /** The state that a capital stands for. */
  readonly capitals: ReadonlyMap<string, string>;
  /** What else a body or place may be called: words of its name, or `*` for every name, and what it is. */
  readonly bodies: ReadonlyMap<string, { readonly words: ReadonlySet<string>; readonly type: string }>;
  /** What begins a surname in small letters. */
  readonly particles: ReadonlySet<string>;
  /** What an office is of, where a name may follow at once. */
  readonly portfolios: ReadonlySet<string>;
  /** Names of months, weekdays and holidays. */
  readonly days: ReadonlySet<string>;
}

/** Classes of data/lexicon/en/time-word.tsv whose words are written like names. */
const NAMED_TIMES: ReadonlySet<string> = new Set(["month", "weekday", "holiday"]);

/** Reads the tables. @throws SaysoError E_RESOURCE, E_LEXICON */
export async function readKnowledge(resources: Resources): Promise<Knowledge> {
  const table = <Column extends string>(name: string, columns: readonly Column[]) =>
    readLexicon(resources, `data/lexicon/en/${name}.tsv`, columns);
  const [titles, gendered, roles, kinds, pronouns, demonyms, same, portfolios, bodies, particles, times] = await Promise.all([
    table("title", ["title"]),
    table("gendered-title", ["title", "gender"]),
    table("role-noun", ["noun", "gender"]),
    table("source-noun", ["noun", "kind"]),
    table("pronoun", ["form", "stands"]),
    table("demonym", ["name", "stands"]),
    table("same-noun", ["word", "also"]),
    table("portfolio", ["portfolio"]),
    table("body-noun", ["noun", "words", "type"]),
    table("name-particle", ["particle"]),
    table("time-word", ["word", "class", "value"]),
  ]);
  return {
    titles: new Set([...titles, ...gendered].map(({ title }) => title)),
    titleGender: new Map(gendered.map(({ title, gender }) => [title, gender as Gender])),
    roles: new Map(roles.map(({ noun, gender }) => [noun, gender === "" ? undefined : (gender as Gender)])),
    kinds: new Map(kinds.map(({ noun, kind }) => [noun, kind as "organisation" | "document" | "group"])),
    pronouns: new Map(pronouns.map(({ form, stands }) => [form, stands as Stands])),
    bodies: new Map(bodies.map(({ noun, words, type }) => [noun, { words: new Set(words.split(" ")), type }])),
    particles: new Set(particles.map(({ particle }) => particle)),
    portfolios: new Set(portfolios.map(({ portfolio }) => portfolio)),
    // "Christmas Eve" names Christmas too.
    days: new Set(
      times
        .filter((row) => NAMED_TIMES.has(row.class))
        .flatMap(({ word }) => [word, word.replace(/ Eve$/, "")])
        .map((word) => word.toLowerCase()),
    ),
    also: new Map(same.map(({ word, also }) => [word, also.split(" ")])),
    peoples: new Set(demonyms.filter(({ stands }) => stands === "people").map(({ name }) => name.toLowerCase())),
    capitals: new Map(demonyms.filter(({ stands }) => stands !== "people").map(({ name, stands }) => [name.toLowerCase(), stands])),
  };
}
