import type { EditToken } from "./tokens.ts";

/** Letters of a word from which one wrong letter is more likely a slip than another word. */
const LEAST_LETTERS = 5;
/** Endings that change what a word says, not how it is spelt. */
const ENDING = /^(?:s|es|d|ed|r|er|ly|n|en|ing)$/;

/**
 * Whether a change only mends the spelling: the case of a word, an accent, a hyphen, or one letter of a longer word that
 * is neither its first nor part of its ending. A short word is never a typo: "now" and "not" are one letter apart.
 */
export function isTypo(before: readonly EditToken[], after: readonly EditToken[]): boolean {
  const [old, one] = [joined(before), joined(after)];
  if (old === "" || one === "") return false;
  if (plainOf(old) === plainOf(one)) return old.toLowerCase() === one.toLowerCase() ? !changesName(old, one) : true;
  if (before.length !== 1 || after.length !== 1) return false;
  const [a, b] = [plainOf(old), plainOf(one)];
  if (Math.min(a.length, b.length) < LEAST_LETTERS || a[0] !== b[0] || /\p{N}/u.test(a + b) || /^\p{Lu}/u.test(old + one)) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.startsWith(short) && ENDING.test(long.slice(short.length))) return false;
  return isOneSlip(a, b);
}

const joined = (tokens: readonly EditToken[]): string => tokens.map(({ text }) => text).join(" ");
const plainOf = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\s'’-]/gu, "")
    .toLowerCase();
/** A capital that makes a word a name, or no name any more: "May" and "may". */
const changesName = (a: string, b: string): boolean => /^\p{Lu}/u.test(a) !== /^\p{Lu}/u.test(b);

/** Whether two words are one letter or one swap of neighbours apart. */
function isOneSlip(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let back = 0;
  while (back < Math.min(a.length, b.length) - from && a.at(-1 - back) === b.at(-1 - back)) back++;
  const [restA, restB] = [a.slice(from, a.length - back), b.slice(from, b.length - back)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
