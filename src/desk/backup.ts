import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress } from "node:zlib";
import { SaysoError } from "../errors.ts";
import { DATABASE_FILE, type Data, PAGES_FOLDER } from "./data.ts";
import { diskFailure } from "./disk-failure.ts";
import { padding, TAR_END, tarHeader } from "./tar.ts";

/** What a backup says of each of its files. */
export interface BackupEntry {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The last file of a backup; it names all others. */
export const MANIFEST = "manifest.json";
export const BACKUP_SCHEMA = "backup/1";

/**
 * Writes a whole data folder to one `.tar.zst` while it is used: the database as it is at this moment, then the pages as
 * far as they are written, which is at least as far as that database knows. The file is there when it is complete.
 *
 * @throws SaysoError E_USAGE for a PostgreSQL database, which has `pg_dump`; E_OUTPUT, E_DISK_FULL, E_READ_ONLY.
 */
export async function backup(data: Data, path: string): Promise<readonly BackupEntry[]> {
  const { copyTo } = data.store;
  if (copyTo === undefined)
    throw new SaysoError("E_USAGE", "a PostgreSQL database is not part of the data folder", {
      hint: `Use pg_dump for the database, and copy ${join(data.folder, PAGES_FOLDER)} afterwards.`,
    });
  if (existsSync(path))
    throw new SaysoError("E_OUTPUT", `${path} exists already`, { hint: "Choose another name; a backup never replaces a file." });
  const partial = join(dirname(path), `.${basename(path)}.partial`);
  try {
    const scratch = mkdtempSync(join(data.folder, "backup-"));
    try {
      const copy = join(scratch, DATABASE_FILE);
      await copyTo(copy);
      const entries: BackupEntry[] = [];
      await pipeline(Readable.from(tarOf(copy, data, entries)), createZstdCompress(), createWriteStream(partial, { mode: 0o600 }));
      await flush(partial);
      renameSync(partial, path);
      return entries;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  } catch (thrown) {
    rmSync(partial, { force: true });
    throw diskFailure(thrown, path);
  }
}

async function* tarOf(copy: string, data: Data, entries: BackupEntry[]): AsyncGenerator<Uint8Array> {
  yield* fileIn(DATABASE_FILE, copy, entries);
  const pages = join(data.folder, PAGES_FOLDER);
  const names = existsSync(pages)
    ? readdirSync(pages)
        .filter((name) => name.endsWith(".warc.gz"))
        .sort()
    : [];
  for (const name of names) yield* fileIn(`${PAGES_FOLDER}/${name}`, join(pages, name), entries);
  const manifest = Buffer.from(`${JSON.stringify({ schema: BACKUP_SCHEMA, made: data.now(), files: entries }, null, 2)}\n`);
  yield tarHeader(MANIFEST, manifest.length);
  yield manifest;
  yield padding(manifest.length);
  yield TAR_END;
}

/** A file as far as it is written now; what is appended meanwhile stays out. */
async function* fileIn(name: string, path: string, entries: BackupEntry[]): AsyncGenerator<Uint8Array> {
  const bytes = statSync(path).size;
  const hash = createHash("sha256");
  yield tarHeader(name, bytes);
  let read = 0;
  if (bytes > 0)
    for await (const chunk of createReadStream(path, { end: bytes - 1 })) {
      const some = chunk as Uint8Array;
      hash.update(some);
      read += some.length;
      yield some;
    }
  if (read !== bytes) throw new SaysoError("E_ARCHIVE", `${path} became shorter while it was copied`);
  yield padding(bytes);
  entries.push({ name, bytes, sha256: hash.digest("hex") });
}

async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}
