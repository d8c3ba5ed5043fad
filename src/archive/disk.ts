import {
  closeSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  writeSync,
} from "node:fs";
import { promisify } from "node:util";

/** What the archive asks of the disk; tests pass one that fails. */
export interface ArchiveDisk {
  makeFolder(path: string): void;
  names(folder: string): readonly string[];
  size(path: string): number | undefined;
  /** Makes a file that must not exist, and writes its name to the disk. */
  create(path: string, folder: string): number;
  openForWriting(path: string): number;
  openForReading(path: string): number;
  length(file: number): number;
  /** Writes all bytes at an offset, or throws. */
  write(file: number, bytes: Uint8Array, offset: number): void;
  truncate(file: number, length: number): void;
  /** Reads up to `length` bytes. */
  read(file: number, offset: number, length: number): Uint8Array;
  sync(file: number): Promise<void>;
  close(file: number): void;
}

/** This machine's own disk. */
export const nodeDisk: ArchiveDisk = {
  makeFolder: (path) => {
    mkdirSync(path, { recursive: true });
  },
  names: (folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  size: (path) => statSync(path, { throwIfNoEntry: false })?.size,
  create: (path, folder) => {
    const file = openSync(path, "wx");
    const parent = openSync(folder, "r");
    fsyncSync(parent);
    closeSync(parent);
    return file;
  },
  openForWriting: (path) => openSync(path, "r+"),
  openForReading: (path) => openSync(path, "r"),
  length: (file) => fstatSync(file).size,
  write: (file, bytes, offset) => {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, offset + done);
  },
  truncate: (file, length) => ftruncateSync(file, length),
  read: (file, offset, length) => {
    const bytes = Buffer.alloc(length);
    let done = 0;
    for (;;) {
      const count = readSync(file, bytes, done, length - done, offset + done);
      done += count;
      if (count === 0 || done === length) return bytes.subarray(0, done);
    }
  },
  sync: promisify(fdatasync),
  close: closeSync,
};
