/** Escape and the eight-bit control sequence introducer, device strings, and what ends them, as ECMA-48 has them. */
const ESCAPE = "\u001B";
const STRING = new RegExp(
  `(?:${ESCAPE}[\\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007${ESCAPE}\u009C]*(?:\u0007|${ESCAPE}\\\\|\u009C)?`,
  "g",
);
const SEQUENCE = new RegExp(`(?:${ESCAPE}\\[|\u009B)[0-?]*[ -/]*[@-~]?`, "g");
const SHORT = new RegExp(`${ESCAPE}[ -/]*[0-~]?`, "g");

/**
 * Foreign text for a terminal on one line: escape sequences are removed, other control characters and marks that turn
 * the direction of writing too, and white space becomes one space.
 */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(STRING, "")
    .replace(SEQUENCE, "")
    .replace(SHORT, "")
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C\uFEFF]/gu, "");
}
