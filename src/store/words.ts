import { SaysoError } from "../errors.ts";
import type { FindQuery } from "./find.ts";
import { POSTGRES_SPACES } from "./migrations.ts";

/** One thing that is asked of the words: they stand next to each other, the last maybe only begun. */
export interface Term {
  readonly words: string;
  readonly isBegun: boolean;
  readonly isExcluded: boolean;
}

/** The terms of a question: words, "several in quotation marks", begun*, -excluded. What has no letter or digit is passed over. */
export function termsOf(question: string): readonly Term[] {
  return Array.from(question.matchAll(/(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))(\*?)/g), ([, minus = "", phrase, word, star = ""]) => {
    const words = (phrase ?? word ?? "").normalize("NFC");
    return { words: words.replace(/\*+$/, ""), isBegun: star !== "" || words.endsWith("*"), isExcluded: minus !== "" };
  }).filter(({ words }) => /[\p{L}\p{N}]/u.test(words));
}

/** What is asked of each column. */
export interface Asked {
  readonly anywhere: readonly Term[];
  readonly source: readonly Term[];
  readonly content: readonly Term[];
}

/** The words that a query asks for; `undefined` when it asks for none. @throws SaysoError E_USAGE when words are only excluded. */
export function askedBy({ words = "", speaker = "", about = "" }: FindQuery): Asked | undefined {
  const asked = { anywhere: termsOf(words), source: termsOf(speaker), content: termsOf(about) };
  const all = [...asked.anywhere, ...asked.source, ...asked.content];
  if (all.length === 0 && `${words}${speaker}${about}`.trim() === "") return undefined;
  if (all.every(({ isExcluded }) => isExcluded))
    throw new SaysoError("E_USAGE", "there is no word to look for", { hint: "Ask for at least one word that is not excluded." });
  return asked;
}

/** Names of the columns that hold sources and contents, or headlines and texts. */
export interface Columns {
  readonly source: string;
  readonly content: string;
}

/** As FTS5 reads it; every word is quoted, so that nothing in it is obeyed. */
export function toFts5(asked: Asked, columns: Columns): string {
  const quoted = ({ words, isBegun }: Term): string => `"${words.replaceAll('"', '""').replaceAll("\0", " ")}"${isBegun ? "*" : ""}`;
  const parts = [
    ...asked.anywhere.map((term) => ({ term, text: quoted(term) })),
    ...asked.source.map((term) => ({ term, text: `{${columns.source}} : ${quoted(term)}` })),
    ...asked.content.map((term) => ({ term, text: `{${columns.content}} : ${quoted(term)}` })),
  ];
  const wanted = parts.filter(({ term }) => !term.isExcluded).map(({ text }) => `(${text})`);
  const unwanted = parts.filter(({ term }) => term.isExcluded).map(({ text }) => `(${text})`);
  return unwanted.length === 0 ? wanted.join(" AND ") : `(${wanted.join(" AND ")}) NOT (${unwanted.join(" OR ")})`;
}

/** As `to_tsquery` reads it: sources (or headlines) bear the weight A, contents (or texts) B. */
export function toTsquery(asked: Asked): string {
  const quoted = ({ words, isBegun, isExcluded }: Term, weight: string): string => {
    const marks = `${isBegun ? "*" : ""}${weight}`;
    return `${isExcluded ? "!" : ""}'${Array.from(words, (one) => (one === "\0" || POSTGRES_SPACES.includes(one) ? " " : one)).join("")}'${marks === "" ? "" : `:${marks}`}`;
  };
  return [
    ...asked.anywhere.map((term) => quoted(term, "")),
    ...asked.source.map((term) => quoted(term, "A")),
    ...asked.content.map((term) => quoted(term, "B")),
  ].join(" & ");
}
