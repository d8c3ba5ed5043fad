import { detect } from "chardet";

/** Bytes, and the headers that came with them, their names in lower case. */
export interface Undecoded {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** A page's bytes as text, and the charset that they were read with (in the encoding standard's name). */
export interface DecodedPage {
  readonly text: string;
  readonly charset: string;
}

/** Bytes at a page's beginning that are searched for a declaration; twice what the HTML standard asks for. */
const BYTES_SEARCHED = 2048;
/** Bytes looked at to guess a charset that nobody declares. */
const BYTES_GUESSED = 65_536;

/**
 * Decodes a page: byte-order mark, then HTTP header, then declaration in the page, then UTF-8 when the bytes are
 * valid, then a guess. A declared charset that is unknown, or UTF-8 that is not, is passed over. Never throws.
 */
export function decodePage(page: Undecoded): DecodedPage {
  const { bytes } = page;
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return decodeAs(bytes, marked);
  const declared = [inHeader(page.headers["content-type"] ?? ""), ...inPage(bytes)];
  for (const label of declared) {
    const charset = label === undefined ? undefined : known(label);
    if (charset === undefined) continue;
    // A page that declares UTF-16 in ASCII characters is not UTF-16.
    if (charset.startsWith("utf-16") && !looksWide(bytes)) continue;
    if (charset === "utf-8" && !isUtf8(bytes)) {
      const guess = guessed(bytes);
      if (guess !== undefined && isMostlyBroken(decodeAs(bytes, charset).text)) return decodeAs(bytes, guess);
    }
    return decodeAs(bytes, charset);
  }
  if (looksWide(bytes)) return decodeAs(bytes, bytes[0] === 0 ? "utf-16be" : "utf-16le");
  if (isUtf8(bytes)) return decodeAs(bytes, "utf-8");
  return decodeAs(bytes, guessed(bytes) ?? "windows-1252");
}

/**
 * Decodes a feed. Its bytes are believed before what is declared: text beyond ASCII that is valid UTF-8 is UTF-8, while
 * servers send a default charset and publishing systems copy a declaration. Never throws.
 */
export function decodeFeed(feed: Undecoded): DecodedPage {
  const { bytes } = feed;
  if (byteOrderMark(bytes) === undefined && !looksWide(bytes) && bytes.some((byte) => byte >= 0x80) && isUtf8(bytes))
    return decodeAs(bytes, "utf-8");
  return decodePage(feed);
}

/** Whether more characters beyond ASCII were replaced than read: a few broken bytes in UTF-8 are still UTF-8. */
function isMostlyBroken(text: string): boolean {
  const foreign = text.match(/\P{ASCII}/gu) ?? [];
  return foreign.filter((character) => character === "\uFFFD").length > foreign.length / 2;
}

function decodeAs(bytes: Uint8Array, charset: string): DecodedPage {
  return { text: new TextDecoder(charset).decode(bytes), charset };
}

/** The encoding standard's name of a label; `undefined` when it knows none. */
function known(label: string): string | undefined {
  try {
    return new TextDecoder(label.trim().replace(/^["']|["']$/gu, "")).encoding;
  } catch {
    return undefined;
  }
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return undefined;
}

const inHeader = (contentType: string): string | undefined => /charset\s*=\s*["']?([^\s;"']+)/iu.exec(contentType)?.[1];

function inPage(bytes: Uint8Array): readonly string[] {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, BYTES_SEARCHED));
  const meta = /<meta[^>]+?charset\s*=\s*["']?\s*([^\s"'/>;]+)/iu.exec(head)?.[1];
  const xml = /^\s*<\?xml[^>]+?encoding\s*=\s*["']([^"']+)["']/iu.exec(head)?.[1];
  return [meta, xml].filter((label) => label !== undefined);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Whether every second byte of the beginning is zero, as in UTF-16 of European text. */
function looksWide(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 64);
  if (head.length < 4) return false;
  const even = head.filter((byte, i) => i % 2 === 0 && byte === 0).length;
  const odd = head.filter((byte, i) => i % 2 === 1 && byte === 0).length;
  return Math.max(even, odd) > 0.4 * head.length && Math.min(even, odd) === 0;
}

function guessed(bytes: Uint8Array): string | undefined {
  try {
    const name = detect(bytes.subarray(0, BYTES_GUESSED));
    return name === null ? undefined : known(name);
  } catch {
    return undefined;
  }
}
