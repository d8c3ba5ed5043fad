import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createZstdDecompress } from "node:zlib";
import { z } from "zod";
import { SaysoError } from "../errors.ts";
import { BACKUP_SCHEMA, type BackupEntry, MANIFEST } from "./backup.ts";
import { DATABASE_FILE, PAGES_FOLDER } from "./data.ts";
import { diskFailure } from "./disk-failure.ts";
import { BLOCK_BYTES, readTarHeader } from "./tar.ts";

/** The only names that a backup may hold, so that none leads out of the folder. */
const NAMES = new RegExp(
  `^(?:${DATABASE_FILE.replace(".", "\\.")}|${PAGES_FOLDER}/\\d+-\\d{6,}\\.warc\\.gz|${MANIFEST.replace(".", "\\.")})$`,
);

const manifestSchema = z.object({
  schema: z.literal(BACKUP_SCHEMA),
  files: z.array(z.object({ name: z.string(), bytes: z.int().min(0), sha256: z.string() })),
});
/** Bytes of a manifest: a line a gigabyte of pages. */
const MANIFEST_MOST_BYTES = 16 * 1024 * 1024;

/**
 * Makes a data folder of a backup. Everything is written beside the folder first, checked against the manifest, and
 * only then put in its place.
 *
 * @throws SaysoError E_OUTPUT when the folder exists and is not empty; E_ARCHIVE when the backup is damaged, cut off, or
 * holds what no backup holds; E_INPUT_MISSING, E_DISK_FULL, E_READ_ONLY.
 */
export async function restore(path: string, folder: string): Promise<readonly BackupEntry[]> {
  if (!existsSync(path)) throw new SaysoError("E_INPUT_MISSING", `there is no file ${path}`);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new SaysoError("E_OUTPUT", `${folder} is not empty`, { hint: "Restore to a new folder; nothing is ever replaced." });
  const beside = `${folder}.restoring`;
  try {
    mkdirSync(dirname(folder), { recursive: true });
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(join(beside, PAGES_FOLDER), { recursive: true, mode: 0o700 });
    const entries = await unpack(path, beside);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(beside, folder);
    return entries;
  } catch (thrown) {
    rmSync(beside, { recursive: true, force: true });
    throw isZstd(thrown) ? damaged(`${path} cannot be unpacked`) : diskFailure(thrown, folder);
  }
}

const damaged = (what: string): SaysoError =>
  new SaysoError("E_ARCHIVE", `the backup is damaged: ${what}`, { hint: "Use another backup." });
const isZstd = (thrown: unknown): boolean => thrown instanceof Error && "code" in thrown && /^(?:ZSTD_|Z_|ERR_)/.test(String(thrown.code));

async function unpack(path: string, folder: string): Promise<readonly BackupEntry[]> {
  const blocks = byBlocks(createReadStream(path).pipe(createZstdDecompress()) as AsyncIterable<Uint8Array>);
  const found: BackupEntry[] = [];
  let manifest: unknown;
  for (;;) {
    const block = await blocks.next();
    if (block.done === true) throw damaged("it is cut off");
    const header = readTarHeader(block.value);
    if (header === undefined) break;
    if (!NAMES.test(header.name)) throw damaged(`it holds ${JSON.stringify(header.name)}, which is no part of a data folder`);
    if (found.some(({ name }) => name === header.name)) throw damaged(`it holds ${header.name} twice`);
    if (header.name === MANIFEST) manifest = await manifestIn(blocks, header.size);
    else found.push({ name: header.name, bytes: header.size, sha256: await write(blocks, header.size, join(folder, header.name)) });
  }
  for await (const block of blocks) if (block.some((byte) => byte !== 0)) throw damaged("it goes on after its end");
  compare(found, manifest);
  return found;
}

function compare(found: readonly BackupEntry[], manifest: unknown): void {
  const parsed = manifestSchema.safeParse(manifest);
  if (!parsed.success) throw damaged("it has no manifest");
  const told = new Map(parsed.data.files.map((file) => [file.name, file]));
  for (const { name, bytes, sha256 } of found) {
    const file = told.get(name);
    if (file?.sha256 !== sha256 || file.bytes !== bytes) throw damaged(`${name} has other bytes than its manifest says`);
  }
  if (told.size !== found.length || !told.has(DATABASE_FILE)) throw damaged("a file is missing");
}

type Blocks = AsyncGenerator<Uint8Array>;

/** The stream in blocks of 512 bytes. @throws SaysoError E_ARCHIVE at an end within a block. */
async function* byBlocks(chunks: AsyncIterable<Uint8Array>): Blocks {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = all.length - (all.length % BLOCK_BYTES);
    for (let at = 0; at < whole; at += BLOCK_BYTES) yield all.subarray(at, at + BLOCK_BYTES);
    rest = all.subarray(whole);
  }
  if (rest.length > 0) throw damaged("it is cut off");
}

/** The next `size` bytes, block by block. */
async function* next(blocks: Blocks, size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; left -= BLOCK_BYTES) {
    const block = await blocks.next();
    if (block.done === true) throw damaged("it is cut off");
    yield left < BLOCK_BYTES ? block.value.subarray(0, left) : block.value;
  }
}

async function manifestIn(blocks: Blocks, size: number): Promise<unknown> {
  if (size > MANIFEST_MOST_BYTES) throw damaged("its manifest is too large");
  const parts: Uint8Array[] = [];
  for await (const part of next(blocks, size)) parts.push(Buffer.from(part));
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    return undefined;
  }
}

async function write(blocks: Blocks, size: number, path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true });
  const ended = once(file, "close");
  ended.catch(() => {});
  for await (const part of next(blocks, size)) {
    hash.update(part);
    if (!file.write(Buffer.from(part))) await once(file, "drain");
  }
  file.end();
  await ended;
  return hash.digest("hex");
}
