import { createGunzip } from "node:zlib";
import { SaysoError } from "../errors.ts";
import { type ByteReader, byteReader } from "./byte-reader.ts";
import { headerFields } from "./header-fields.ts";
import { inflated } from "./inflated.ts";

/** One record of a foreign web archive. */
export interface ForeignRecord {
  /** `response`, `resource`, `revisit`, `request`, …; in lower case. */
  readonly type: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** `null` when it is larger than the limit, or not wanted. */
  readonly block: Uint8Array | null;
}

/** Which records are wanted whole, and how large they may be. */
export interface WarcWish {
  readonly wants: (record: Omit<ForeignRecord, "block">) => boolean;
  /** Bytes of one record's block. */
  readonly limitBytes: number;
}

/** Bytes of one header line and lines of one header; the longest are addresses. */
const LONGEST_LINE = 64 * 1024;
const MOST_LINES = 500;

/**
 * The records of a web archive (WARC 1.0, 1.1 and older drafts), compressed whole, record by record or not at all,
 * each as soon as it was read. Memory is bounded by one record.
 *
 * @throws SaysoError E_WARC at the place of a damage or of a torn end. The whole records before it were given, but for
 * those in the last 16 KiB before a damage inside compressed bytes.
 */
export async function* readWarc(chunks: AsyncIterable<Uint8Array>, wish: WarcWish): AsyncGenerator<ForeignRecord> {
  const reader = byteReader(await unpacked(chunks));
  let count = 0;
  const broken = (what: string, cause?: unknown): SaysoError =>
    new SaysoError("E_WARC", `${what} after ${count} whole records (byte ${reader.position})`, { cause });
  try {
    for (;;) {
      const record = await nextRecord(reader, wish);
      if (record === undefined) return;
      if (typeof record === "string") throw broken(record);
      count++;
      yield record;
    }
  } catch (thrown) {
    if (thrown instanceof SaysoError) throw thrown;
    throw broken("the archive cannot be decompressed", thrown);
  }
}

/** A record, `undefined` at the end, or what is wrong. */
async function nextRecord(reader: ByteReader, { wants, limitBytes }: WarcWish): Promise<ForeignRecord | string | undefined> {
  let version: string | undefined;
  do {
    const line = await reader.line(LONGEST_LINE);
    if (line === undefined) return (await reader.bytes(1)) === undefined ? undefined : "there is no record";
    version = text(line).trim();
  } while (version === "");
  if (!/^WARC\/\d/.test(version)) return "there is no record";
  const headers = await headersOf(reader);
  if (headers === undefined) return "a record's header is cut";
  const length = headers["content-length"] ?? "";
  if (!/^\d{1,15}$/.test(length)) return "a record does not say how long it is";
  const record = { type: (headers["warc-type"] ?? "").toLowerCase(), headers };
  const isKept = Number(length) <= limitBytes && wants(record);
  const block = isKept ? await reader.bytes(Number(length)) : null;
  if (block === undefined || (block === null && !(await reader.skip(Number(length))))) return "a record is cut";
  return { ...record, block: block === null ? null : Uint8Array.from(block) };
}

async function headersOf(reader: ByteReader): Promise<Readonly<Record<string, string>> | undefined> {
  const lines: string[] = [];
  while (lines.length < MOST_LINES) {
    const bytes = await reader.line(LONGEST_LINE);
    if (bytes === undefined) return undefined;
    if (bytes.length === 0) return headerFields(lines);
    lines.push(text(bytes));
  }
  return undefined;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const GZIP = [0x1f, 0x8b] as const;

/** The stream decompressed, if it is gzip: one member or one for each record. */
async function unpacked(chunks: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    head = Buffer.concat([head, next.value]);
    if (head.length >= GZIP.length) break;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  if (!GZIP.every((byte, index) => head[index] === byte)) return whole();
  return inflated(whole(), createGunzip());
}
