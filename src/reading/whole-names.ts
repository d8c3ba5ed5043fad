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

/** A person's name with what a hyphen joins to it: "Ban Ki" of "Ban Ki-moon" is all of it, "Ann Pell" of "Ann Pell-backed" is not. */
export function wholePersonName(text: string, { start, end }: Span, { tails, particles }: NameParts): Span {
  const behind = text.slice(end, end + LONGEST_PART);
  const syllable = BEFORE_SYLLABLE.test(text.slice(start, end)) ? SYLLABLE.exec(behind) : null;
  if (syllable?.[1] !== undefined && !tails.has(syllable[1])) return { start, end: end + syllable[0].length };
  const surname = SURNAME.exec(behind);
  return surname?.[1] !== undefined && particles.has(surname[1]) ? { start, end: end + surname[0].length } : { start, end };
}

/** "Inc." behind "Hallam Lines," or "Ltd" behind "Pell Pvt." */
const FIRM_FORM = /^,?[ \u00A0](\p{Lu}[\p{L}.]{0,11})(?![\p{L}\p{N}-])/u;

/** A firm's name with its legal form: "Hallam Lines" of "Hallam Lines, Inc." is all of it. */
export function wholeFirmName(text: string, { start, end }: Span, { firmForms }: Pick<NameParts, "firmForms">): Span {
  const form = FIRM_FORM.exec(text.slice(end, end + LONGEST_PART));
  if (form?.[1] === undefined || !firmForms.has(form[1].replaceAll(".", ""))) return { start, end };
  return wholeFirmName(text, { start, end: end + form[0].length }, { firmForms });
}

/** Of what stands behind a name no more is looked at (UTF-16 units). */
const LONGEST_PART = 40;
