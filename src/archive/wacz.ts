import { createInflateRaw } from "node:zlib";
import { SaysoError } from "../errors.ts";
import { inflated } from "./inflated.ts";

/** A file whose bytes can be taken from any place. */
export interface RandomAccess {
  readonly size: number;
  /** At most so many bytes from an offset. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** One WARC file inside a WACZ package. */
export interface PackedWarc {
  /** As in the package, `archive/data.warc.gz`; it is only shown, never written to. */
  readonly name: string;
  chunks(): AsyncIterable<Uint8Array>;
}

/** Files that one package may hold. */
const MOST_FILES = 100_000;
/** Bytes of the list of files that are read. */
const LIST_LIMIT_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/**
 * The WARC files of a WACZ package (a ZIP file), in its order. Other files of the package are not opened, and nothing is
 * unpacked to the disk.
 *
 * @throws SaysoError E_WARC when it is no ZIP file, or damaged.
 */
export async function readWacz(file: RandomAccess): Promise<readonly PackedWarc[]> {
  const { offset, length, count } = await findList(file);
  if (count > MOST_FILES || length > LIST_LIMIT_BYTES) throw broken(`has ${count} files, more than are read`);
  const list = await exactly(file, offset, length);
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const found: PackedWarc[] = [];
  for (let at = 0, index = 0; index < count; index++) {
    if (at + LISTED_BYTES > list.length || view.getUint32(at, true) !== LISTED) throw broken("has a damaged list of files");
    const [nameLength, extraLength, remarkLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const nameEnd = at + LISTED_BYTES + (nameLength ?? 0);
    const extraEnd = nameEnd + (extraLength ?? 0);
    const name = new TextDecoder().decode(list.subarray(at + LISTED_BYTES, nameEnd));
    const method = view.getUint16(at + 10, true);
    const sizes = sizesOf(view, at, { start: nameEnd, end: Math.min(extraEnd, list.length) });
    if (/^archive\/[^/\\\p{Cc}]+\.warc(?:\.gz)?$/iu.test(name)) found.push({ name, chunks: () => unpack(file, name, method, sizes) });
    at = extraEnd + (remarkLength ?? 0);
  }
  return found;
}

const broken = (what: string): SaysoError => new SaysoError("E_WARC", `the WACZ package ${what}`);

/** Marks and lengths of a ZIP file's parts (APPNOTE 4.3). */
const [END, END_64, LOCATOR_64, LISTED, LOCAL] = [0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50, 0x04034b50];
const [END_BYTES, LOCATOR_BYTES, LISTED_BYTES, LOCAL_BYTES] = [22, 20, 46, 30];
/** Values that say: look in the part for large files. */
const [LARGE_16, LARGE_32] = [0xffff, 0xffffffff];

async function findList(file: RandomAccess): Promise<{ offset: number; length: number; count: number }> {
  const from = Math.max(0, file.size - END_BYTES - 0xffff);
  const tail = await exactly(file, from, file.size - from);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const found = { count: view.getUint16(at + 10, true), length: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
    const isLarge = found.count === LARGE_16 || found.length === LARGE_32 || found.offset === LARGE_32;
    if (!isLarge) return found;
    if (at < LOCATOR_BYTES || view.getUint32(at - LOCATOR_BYTES, true) !== LOCATOR_64) throw broken("has no list of files");
    const end = await exactly(file, Number(view.getBigUint64(at - LOCATOR_BYTES + 8, true)), 56);
    const large = new DataView(end.buffer, end.byteOffset, end.byteLength);
    if (large.getUint32(0, true) !== END_64) throw broken("has no list of files");
    const [count, length, offset] = [32, 40, 48].map((field) => Number(large.getBigUint64(field, true)));
    return { count: count ?? 0, length: length ?? 0, offset: offset ?? 0 };
  }
  throw broken("is no ZIP file, or is cut");
}

interface Sizes {
  readonly packed: number;
  readonly offset: number;
}

/** Where a file lies, by its entry in the list or, for large files, by the extra field behind its name. */
function sizesOf(view: DataView, at: number, extra: { readonly start: number; readonly end: number }): Sizes {
  let [unpackedSize, packed, offset] = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  for (let field = extra.start; field + 4 <= extra.end; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let value = field + 4;
    const next = (): number => {
      if (value + 8 > extra.end) throw broken("has a damaged list of files");
      value += 8;
      return Number(view.getBigUint64(value - 8, true));
    };
    if (unpackedSize === LARGE_32) unpackedSize = next();
    if (packed === LARGE_32) packed = next();
    if (offset === LARGE_32) offset = next();
    break;
  }
  return { packed, offset };
}

const [STORED, DEFLATED] = [0, 8];

async function* unpack(file: RandomAccess, name: string, method: number, { packed, offset }: Sizes): AsyncGenerator<Uint8Array> {
  if (method !== STORED && method !== DEFLATED) throw broken(`has ${JSON.stringify(name)} packed in a way that is not read (${method})`);
  const head = await exactly(file, offset, LOCAL_BYTES);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(0, true) !== LOCAL) throw broken(`does not have ${JSON.stringify(name)} where it says`);
  const start = offset + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  const raw = pieces(file, start, packed);
  if (method === STORED) yield* raw;
  else yield* inflated(raw, createInflateRaw());
}

async function* pieces(file: RandomAccess, start: number, length: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < start + length; ) {
    const piece = await file.read(at, Math.min(CHUNK_BYTES, start + length - at));
    if (piece.length === 0) throw broken("is cut");
    yield piece;
    at += piece.length;
  }
}

async function exactly(file: RandomAccess, offset: number, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  if (offset < 0 || offset + length > file.size) throw broken("is cut");
  for await (const piece of pieces(file, offset, length)) parts.push(piece);
  return Buffer.concat(parts);
}
