import { crc32, inflateRawSync } from "node:zlib";
import type { ArchiveDisk } from "./disk.ts";

/** What stands in a file after the last page that the store knows. */
export interface Tail {
  readonly file: string;
  /** Whole records that nothing refers to: they were written, but never acknowledged. */
  readonly records: number;
  /** Bytes at the end that are no whole record, as a crash leaves them; 0 when the file ends well. */
  readonly tornBytes: number;
}

/** Bytes that are read at once; the window grows where one record is larger. */
const WINDOW_BYTES = 4 * 1024 * 1024;

/** Walks the gzip members of a file from an offset to its end. */
export function tailOf(disk: ArchiveDisk, path: string, name: string, from: number): Tail {
  const file = disk.openForReading(path);
  try {
    const size = disk.length(file);
    let [at, records, windowBytes] = [from, 0, WINDOW_BYTES];
    while (at < size) {
      const window = disk.read(file, at, Math.min(windowBytes, size - at));
      const walked = membersIn(window);
      records += walked.members;
      at += walked.bytes;
      if (walked.bytes > 0) continue;
      if (window.length >= size - at) break;
      windowBytes *= 4;
    }
    return { file: name, records, tornBytes: Math.max(0, size - at) };
  } finally {
    disk.close(file);
  }
}

function membersIn(window: Uint8Array): { members: number; bytes: number } {
  let [members, bytes] = [0, 0];
  for (;;) {
    const length = memberLength(window.subarray(bytes));
    if (length === undefined) return { members, bytes };
    members++;
    bytes += length;
  }
}

/** Bytes of check sum and length that end a member. */
const TRAILER_BYTES = 8;

/** Length of the whole gzip member that begins here; `undefined` when there is none. */
function memberLength(bytes: Uint8Array): number | undefined {
  const start = headerLength(bytes);
  if (start === undefined) return undefined;
  try {
    // Node tells how much a decoder has read only when it is asked for, and its types do not know that yet.
    const { buffer, engine } = inflateRawSync(bytes.subarray(start), { info: true }) as unknown as Inflated;
    const end = start + engine.bytesWritten;
    const trailer = Buffer.from(bytes.subarray(end, end + TRAILER_BYTES));
    if (trailer.length < TRAILER_BYTES || trailer.readUInt32LE(0) !== crc32(buffer)) return undefined;
    return end + TRAILER_BYTES;
  } catch {
    return undefined;
  }
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** Our own members have no other extras than a comment. */
function headerLength(bytes: Uint8Array): number | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes.length < 18) return undefined;
  if (bytes[3] === 0) return 10;
  const end = bytes.indexOf(0, 10);
  return bytes[3] === 0x10 && end > 0 ? end + 1 : undefined;
}
