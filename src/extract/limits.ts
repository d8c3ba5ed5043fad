import type { Extraction } from "../article/article.ts";

/** Part of `made.text`; raised when the same page gives another text. */
export const EXTRACTOR_VERSION = 1;
/** Bytes of a page, or UTF-16 units of a text, above which neither is read. The largest page of the corpora has 1.5 MB. */
export const MOST_BYTES = 20 * 1024 * 1024;

/** The refusal of a page of so many bytes, or of a text of so many units; `undefined` when it may be read. */
export function refuseTooLarge(size: number): Extraction | undefined {
  if (size <= MOST_BYTES) return undefined;
  return { ok: false, reason: "E_TOO_LARGE", message: `the input has ${size} bytes, more than ${MOST_BYTES}` };
}
