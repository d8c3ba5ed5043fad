import type { Span } from "../text/span.ts";

/**
 * Splits a text at white space and around every punctuation character, as BERT's basic tokeniser does
 * (Devlin et al. 2019, `BasicTokenizer`), with offsets. Characters that the tokeniser drops (controls,
 * formats, U+FFFD) belong to the word around them; a word of nothing else is left out.
 */
export function splitWords(text: string): Span[] {
  const words: Span[] = [];
  let start = -1;
  let seen = false;
  const close = (end: number): void => {
    if (seen) words.push({ start, end });
    start = -1;
    seen = false;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    const kind = kindOf(code);
    if (kind === SPACE) close(at);
    else if (kind === ALONE) {
      close(at);
      words.push({ start: at, end: at + size });
    } else {
      if (start < 0) start = at;
      if (kind === LETTER) seen = true;
    }
    at += size;
  }
  close(text.length);
  return words;
}

const SPACE = 0;
const DROPPED = 1;
const ALONE = 2;
const LETTER = 3;
type Kind = typeof SPACE | typeof DROPPED | typeof ALONE | typeof LETTER;

function kindOf(code: number): Kind {
  if (code < 128) return ASCII_KINDS[code] ?? LETTER;
  if (code === 0xfffd) return DROPPED;
  const character = String.fromCodePoint(code);
  if (/\p{Zs}|[\u2028\u2029\u0085]/u.test(character)) return SPACE;
  if (/\p{C}/u.test(character)) return DROPPED;
  return /\p{P}/u.test(character) || isIdeograph(code) ? ALONE : LETTER;
}

/** White space, controls, punctuation (every graphic character that is no letter or digit), letters and digits. */
const ASCII_KINDS: readonly Kind[] = Array.from({ length: 128 }, (_, code): Kind => {
  if (code === 9 || code === 10 || code === 13 || code === 32) return SPACE;
  if (code < 32 || code === 127) return DROPPED;
  return /[0-9A-Za-z]/.test(String.fromCharCode(code)) ? LETTER : ALONE;
});

const isIdeograph = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x3400 && code <= 0x4dbf) ||
  (code >= 0x20000 && code <= 0x2ceaf) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0x2f800 && code <= 0x2fa1f);
