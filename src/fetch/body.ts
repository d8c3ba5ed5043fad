import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from "node:zlib";
import { SaysoError } from "../errors.ts";
import { type Limits, MAX_ENCODINGS, MAX_RATIO, RATIO_FREE_BYTES } from "./limits.ts";

/** What is asked for in `Accept-Encoding`. */
export const ACCEPTED_ENCODINGS = "gzip, deflate, br, zstd";

/**
 * The encodings of a body, in the order in which they were applied.
 *
 * @throws SaysoError E_DECODE when one is not known, or when there are too many.
 */
export function encodingsOf(header: string | undefined): readonly Encoding[] {
  const names = (header ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  const unknown = names.find((name) => !isEncoding(name));
  if (unknown !== undefined) throw new SaysoError("E_DECODE", `the encoding ${JSON.stringify(unknown.slice(0, 40))} is not known`);
  if (names.length > MAX_ENCODINGS)
    throw new SaysoError("E_DECODE", `the body is encoded ${names.length} times, more than ${MAX_ENCODINGS}`);
  return names.filter(isEncoding);
}

/**
 * Reads a body to its end; `limit` in bytes.
 *
 * @throws SaysoError E_TOO_LARGE as soon as the limit is passed; whatever the stream throws.
 */
export async function readAll(body: AsyncIterable<Uint8Array>, limit: number, what: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > limit) throw new SaysoError("E_TOO_LARGE", `the body is larger than ${limit} bytes ${what}`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, bytes);
}

/**
 * Undoes the encodings of a body, last one first, in pieces, so that what a bomb would unpack never exists.
 *
 * @throws SaysoError E_DECODE when it is broken or cut, E_TOO_LARGE past the limit on bytes or on their ratio to the bytes sent.
 */
export async function decode(wire: Buffer, encodings: readonly Encoding[], limits: Limits, signal: AbortSignal): Promise<Buffer> {
  if (wire.length === 0) return wire;
  const ratioLimit = Math.max(RATIO_FREE_BYTES, MAX_RATIO * wire.length);
  const limit = Math.min(limits.maxBodyBytes, ratioLimit);
  const what = limit === limits.maxBodyBytes ? "after decompression" : `after decompression, more than ${MAX_RATIO} for each byte sent`;
  let bytes = wire;
  for (const encoding of encodings.toReversed()) bytes = await decodeOnce(bytes, encoding, limit, what, signal);
  if (bytes.length > limits.maxBodyBytes) throw new SaysoError("E_TOO_LARGE", `the body is larger than ${limits.maxBodyBytes} bytes`);
  return bytes;
}

const DECODERS = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: (first: number) => ((first & 0x0f) === ZLIB_DEFLATE ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } }),
} as const satisfies Readonly<Record<string, (first: number) => Transform>>;

export type Encoding = keyof typeof DECODERS;
const isEncoding = (name: string): name is Encoding => Object.hasOwn(DECODERS, name);

/** The method in the first byte of a zlib stream (RFC 1950); some servers send `deflate` without that header. */
const ZLIB_DEFLATE = 8;

/** Binary logarithm of the largest window in bytes: 8 MiB, by RFC 9659. */
const ZSTD_WINDOW_LOG = 23;

async function decodeOnce(bytes: Buffer, encoding: Encoding, limit: number, what: string, signal: AbortSignal): Promise<Buffer> {
  let decoded: Buffer = Buffer.alloc(0);
  try {
    await pipeline(
      Readable.from([bytes]),
      DECODERS[encoding](bytes[0] ?? 0),
      async (pieces: AsyncIterable<Uint8Array>) => {
        decoded = await readAll(pieces, limit, what);
      },
      { signal },
    );
  } catch (cause) {
    if (cause instanceof SaysoError || signal.aborted) throw cause;
    throw new SaysoError(
      "E_DECODE",
      `the body is not what its encoding ${encoding} says (${cause instanceof Error ? cause.message : String(cause)})`,
      {
        cause,
      },
    );
  }
  return decoded;
}
