import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** SHA-256 in hexadecimal, of bytes or of a text's UTF-8. */
export const sha256Hex = (data: Uint8Array | string): string =>
  bytesToHex(sha256(typeof data === "string" ? new TextEncoder().encode(data) : data));

/**
 * The same for many bytes: by the platform's own cryptography where it has one (a tenth of the time), which browsers
 * give to secure pages only.
 */
export async function sha256HexOfMany(data: Uint8Array): Promise<string> {
  const { subtle } = globalThis.crypto;
  return subtle === undefined ? sha256Hex(data) : bytesToHex(new Uint8Array(await subtle.digest("SHA-256", data)));
}
