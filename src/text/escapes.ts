/**
 * The escapes by which UDPipe writes spaces into CoNLL-U: `\s` a space, `\t`, `\n`, `\r`, `\p` a bar, `\\` a
 * backslash. Any other character that does not show is written as `\u` and four hexadecimal digits of each UTF-16 unit.
 */
export const escapeSpaces = (text: string): string =>
  text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Z}|\\]/gu, (character) => NAMED[character] ?? unitsOf(character));

/** What `escapeSpaces` wrote; an escape that is not known stays as it is. */
export const unescapeSpaces = (written: string): string =>
  written.replace(/\\(?:([stnrp\\])|u([0-9A-Fa-f]{4}))/g, (whole, name: string | undefined, unit: string | undefined) => {
    if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
    return name === undefined ? whole : (CHARACTERS[name] ?? whole);
  });

/** A text with U+FFFD for each character that ends a line, steers a terminal, turns the direction of writing or is half a character. */
export const withoutControls = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");

const CHARACTERS: Readonly<Record<string, string>> = { s: " ", t: "\t", n: "\n", r: "\r", p: "|", "\\": "\\" };
const NAMED: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(CHARACTERS).map(([name, one]) => [one, `\\${name}`]));

const unitsOf = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")}`).join(
    "",
  );
