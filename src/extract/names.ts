import type { Rules } from "./rules.ts";

/**
 * The people or agencies that a byline names: "By Ana Lind and Bo Ek, Staff Writers" gives two. Empty when it names
 * nobody: an address, an account, the outlet's own "Staff".
 */
export function namesInByline(raw: string, rules: Rules): readonly string[] {
  const text = raw
    .replace(/\s+/gu, " ")
    .replace(/https?:\/\/\S+|\S+@\S+|@\w+/gu, " ")
    .trim()
    .replace(rules.bylineStart, "")
    .replace(/[|•·–—].*$/u, "")
    .replace(/\((?:[^)]*)\)/gu, "");
  const parts = text
    .split(/\s*(?:,|;|\/|&|\band\b|\bwith\b)\s*/u)
    .flatMap((part) => withAgencyApart(part.trim().replace(/[.:,]+$/u, ""), rules));
  return [...new Set(parts.filter((part) => isName(part, rules)).map((part) => (isShouted(part) ? capitalised(part) : part)))];
}

/** "Tom Davies Associated Press" is a person and an agency. */
function withAgencyApart(part: string, rules: Rules): readonly string[] {
  const agency = [...rules.agencies.keys()].find((form) => form.length > SHORT_FORM && part.endsWith(` ${form}`) && part !== `The ${form}`);
  return agency === undefined ? [part] : [part.slice(0, -agency.length).trim(), agency];
}

/** Forms of an agency of at most this many characters count only alone. */
export const SHORT_FORM = 3;

/** Whether a text reads as one person's or agency's name. */
function isName(text: string, rules: Rules): boolean {
  if (rules.agencies.has(text)) return true;
  const words = text.split(" ");
  if (text.length < 3 || text.length > 60 || words.length > 6 || /\d|https?:|www\.|\.com/u.test(text)) return false;
  if (rules.notNames.test(text) || /^\p{Lu}{2,6}$/u.test(text)) return false;
  return (
    words.filter((word) => /^\p{Lu}|^(?:de|da|di|du|del|der|den|van|von|la|le|al|el|bin|ibn|dos|y|e|t)$|^[^\p{Ll}\p{Lu}]/u.test(word))
      .length === words.length
  );
}

const isShouted = (text: string): boolean => text.length > 3 && text.includes(" ") && text === text.toUpperCase() && /\p{Lu}/u.test(text);

const capitalised = (text: string): string =>
  text.toLowerCase().replace(/(^|[\s'’-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
