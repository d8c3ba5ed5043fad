import { SaysoError } from "../errors.ts";

/** Bytes of a block: everything in a tar is a whole number of them. */
export const BLOCK_BYTES = 512;
/** Where the fields of a header stand, and how long they are (POSIX ustar). */
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  sum: [148, 8],
  type: [156, 1],
  magic: [257, 8],
} as const;
/** Sizes from here on are written in binary, as GNU tar does: 8 GiB. */
const OCTAL_MOST = 8 ** 11;

/** The header of a file. */
export function tarHeader(name: string, size: number): Uint8Array {
  const header = Buffer.alloc(BLOCK_BYTES);
  if (Buffer.byteLength(name) > FIELDS.name[1]) throw new SaysoError("E_INTERNAL", `the name ${name} is too long for a backup`);
  header.write(name, FIELDS.name[0]);
  for (const [field, value] of [
    ["mode", 0o600],
    ["uid", 0],
    ["gid", 0],
    ["mtime", 0],
  ] as const)
    writeOctal(header, field, value);
  if (size < OCTAL_MOST) writeOctal(header, "size", size);
  else {
    header.writeUInt8(0x80, FIELDS.size[0]);
    header.writeBigUInt64BE(BigInt(size), FIELDS.size[0] + 4);
  }
  header.write("0", FIELDS.type[0]);
  header.write("ustar\u000000", FIELDS.magic[0]);
  header.write("        ", FIELDS.sum[0]);
  header.write(`${sumOf(header).toString(8).padStart(6, "0")}\0 `, FIELDS.sum[0]);
  return header;
}

/** Zeros that fill the last block of a file. */
export const padding = (size: number): Uint8Array => new Uint8Array((BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES);
/** Two empty blocks end a tar. */
export const TAR_END = new Uint8Array(2 * BLOCK_BYTES);

/** Name and size of the file that a header announces; `undefined` for an empty block. @throws SaysoError E_ARCHIVE for all but a regular file. */
export function readTarHeader(block: Uint8Array): { readonly name: string; readonly size: number } | undefined {
  const header = Buffer.from(block);
  if (header.every((byte) => byte === 0)) return undefined;
  const text = (field: keyof typeof FIELDS): string =>
    header.toString("utf8", FIELDS[field][0], FIELDS[field][0] + FIELDS[field][1]).replace(/\0.*$/s, "");
  const sum = Number.parseInt(text("sum").trim(), 8);
  if (sum !== sumOf(header)) throw new SaysoError("E_ARCHIVE", "the backup is damaged: a header has another sum than it says");
  if (!/^0?$/.test(text("type"))) throw new SaysoError("E_ARCHIVE", `the backup holds ${text("name")}, which is no regular file`);
  const isBinary = ((header[FIELDS.size[0]] ?? 0) & 0x80) !== 0;
  const size = isBinary ? Number(header.readBigUInt64BE(FIELDS.size[0] + 4)) : Number.parseInt(text("size").trim(), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new SaysoError("E_ARCHIVE", "the backup is damaged: a file has no size");
  return { name: text("name"), size };
}

function writeOctal(header: Buffer, field: "mode" | "uid" | "gid" | "size" | "mtime", value: number): void {
  const [at, length] = FIELDS[field];
  header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at);
}

/** The sum of all bytes, with those of the sum itself as spaces. */
function sumOf(header: Buffer): number {
  const [from, length] = FIELDS.sum;
  return header.reduce((sum, byte, at) => sum + (at >= from && at < from + length ? 0x20 : byte), 0);
}
