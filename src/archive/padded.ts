import { gzipSync } from "node:zlib";

/** The ten bytes that begin every gzip member, and the flag of a comment that follows them (RFC 1952). */
const HEADER_BYTES = 10;
const HAS_COMMENT = 0x10;
const FLAGS_AT = 3;

/** One gzip member of exactly `length` bytes that holds `content`: a comment of spaces fills it. `undefined` when that is too short for it. */
export function padded(content: Uint8Array, length: number): Uint8Array | undefined {
  const packed = gzipSync(content, { level: 9 });
  if (packed.length === length) return packed;
  const spaces = length - packed.length - 1;
  if (spaces < 0) return undefined;
  const header = Buffer.from(packed.subarray(0, HEADER_BYTES));
  header[FLAGS_AT] = HAS_COMMENT;
  return Buffer.concat([header, Buffer.alloc(spaces, " "), Buffer.alloc(1), packed.subarray(HEADER_BYTES)]);
}
