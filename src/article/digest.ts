import { sha256Hex } from "../text/digest.ts";

/** An article's digest: SHA-256 of its canonical address (empty when unknown), a line end, and its text. */
export const articleDigest = (url: string | null, text: string): string => sha256Hex(`${url ?? ""}\n${text}`);
