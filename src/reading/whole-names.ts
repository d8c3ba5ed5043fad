import type { Span } from "../text/span.ts";

/** What names are made of. */
export interface NameParts {
  /** What makes another word of a name, in lower case. */
  readonly tails: ReadonlySet<string>;
  /** What a surname may begin with, in lower case. */
  readonly particles: ReadonlySet<string>;
  /** What ends a firm's name, without full stops. */
  readonly firmForms: ReadonlySet<string>;
}

/** Two names and more, the last short: "Ban Ki" before "-moon". */
const BEFORE_SYLLABLE = /\p{Lu}[\p{L}\p{M}'’.]*\s\p{Lu}\p{Ll}{0,5}$/u;
/** The second syllable of a given name. */
const SYLLABLE = /^[-‐‑](\p{Ll}{1,8})(?![\p{L}\p{N}\p{M}-])/u;
/** "el-Sayed" behind "Tariq". */
const SURNAME = /^\s(\p{Ll}{2,4})[-‐‑]\p{Lu}[\p{L}\p{M}'’]*(?![\p{L}\p{N}-])/u;

/** How mail programs write a name: "Lind, Ana". */
const SURNAME_FIRST = /^["“](\p{Lu}[\p{L}\p{M}'’-]+,(?: \p{Lu}[\p{L}\p{M}'’.-]*){1,3})["”]/u;

/**
 * A person's name with what a hyphen joins to it: "Ban Ki" of "Ban Ki-moon" is all of it, "Ann Pell" of "Ann Pell-backed" is not.
 * "Lind" and "Ana" of the quoted "Lind, Ana" are all of it.
 */
export function wholePersonName(text: string, { start, end }: Span, { tails, particles }: NameParts): Span {
  const before = /["“][^"“]*$/u.exec(text.slice(Math.max(0, start - LONGEST_PART), start))?.[0] ?? "";
  const quote = start - before.length;
  const address = before === "" ? undefined : SURNAME_FIRST.exec(text.slice(quote, quote + 2 * LONGEST_PART))?.[1];
  if (address !== undefined && end <= quote + 1 + address.length) return { start: quote + 1, end: quote + 1 + address.length };
  const behind = text.slice(end, end + LONGEST_PART);
  const syllable = BEFORE_SYLLABLE.test(text.slice(start, end)) ? SYLLABLE.exec(behind) : null;
  if (syllable?.[1] !== undefined && !tails.has(syllable[1])) return { start, end: end + syllable[0].length };
  const surname = SURNAME.exec(behind);
  return surname?.[1] !== undefined && particles.has(surname[1]) ? { start, end: end + surname[0].length } : { start, end };
}

/** "Inc." behind "Hallam Lines," or "Ltd" behind "Pell Pvt." */
const FIRM_FORM = /^,?[ \u00A0](\p{Lu}(?:\.?\p{L}){0,11}\.?)(?![\p{L}\p{N}-])/u;

/** A firm's name with its legal form: "Hallam Lines" of "Hallam Lines, Inc." is all of it. */
export function wholeFirmName(text: string, { start, end }: Span, { firmForms }: Pick<NameParts, "firmForms">): Span {
  const form = FIRM_FORM.exec(text.slice(end, end + LONGEST_PART));
  if (form?.[1] === undefined || !firmForms.has(form[1].replaceAll(".", ""))) return { start, end };
  return wholeFirmName(text, { start, end: end + form[0].length }, { firmForms });
}

/** "-Qaida" behind "al". */
const BEHIND_ARTICLE = /^[-‐‑]\p{Lu}[\p{L}\p{M}'’]*/u;

/** The name of a group that an article begins: "al" of "al-Qaida" is all of it. */
export function wholeGroupName(text: string, { start, end }: Span, { particles }: Pick<NameParts, "particles">): Span {
  const behind = particles.has(text.slice(start, end).toLowerCase()) ? BEHIND_ARTICLE.exec(text.slice(end, end + LONGEST_PART)) : null;
  return { start, end: end + (behind?.[0].length ?? 0) };
}

/** Of what stands behind a name no more is looked at (UTF-16 units). */
const LONGEST_PART = 40;
