import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { SaysoError } from "../errors.ts";
import type { PageAddress } from "../record/kept-page.ts";
import { type ArchiveDisk, nodeDisk } from "./disk.ts";
import { archiveFailure } from "./failure.ts";
import { padded } from "./padded.ts";
import { type ArchivedPage, parseMember } from "./parse.ts";
import { type Slot, takeSlot } from "./slot.ts";
import { type Tail, tailOf } from "./tail.ts";
import { infoRecord, type PageToArchive, pageRecord, removedRecord } from "./warc.ts";

/** The pages' bytes, in WARC files of one folder. */
export interface Archive {
  /** Appends a page; it is safe only after the next `sync`. @throws SaysoError E_DISK_FULL, E_READ_ONLY, E_ARCHIVE. */
  append(page: PageToArchive): PageAddress;
  /** Resolves when everything that was appended is on the disk. @throws SaysoError E_DISK_FULL, E_ARCHIVE. */
  sync(): Promise<void>;
  /** @throws SaysoError E_ARCHIVE when it is missing, cut off, or does not fit its digests. */
  read(address: PageAddress): ArchivedPage;
  /** Writes over a page for good; its place is kept, so that no other page moves. @throws SaysoError E_ARCHIVE. */
  remove(id: string, address: PageAddress, date: string): Promise<void>;
  /** What stands in each file after the last page that is known, by file. */
  tails(knownEnds: ReadonlyMap<string, number>): readonly Tail[];
  close(): void;
}

export interface ArchiveOptions {
  /** What the first record of each file names as its maker. */
  readonly software: string;
  /** RFC 3339 in UTC. */
  readonly now: () => string;
  readonly disk?: ArchiveDisk;
  /** Bytes after which a new file is begun, at the next sync. */
  readonly fileMostBytes?: number;
}

/** A gigabyte, as the WARC standard recommends. */
const FILE_MOST_BYTES = 1024 ** 3;

interface Writing {
  readonly slot: Slot;
  name: string;
  file: number;
  /** Where the next record begins. */
  end: number;
}

/** The archive in a folder, which is made when the first page comes. Nothing is written before that. */
export function openArchive(folder: string, { software, now, disk = nodeDisk, fileMostBytes = FILE_MOST_BYTES }: ArchiveOptions): Archive {
  let writing: Writing | undefined;
  const guarded = <Answer>(place: string, work: () => Answer): Answer => {
    try {
      return work();
    } catch (thrown) {
      throw archiveFailure(thrown, place);
    }
  };

  const begin = (slot: Slot, serial: number): Writing => {
    const name = `${slot.number}-${String(serial).padStart(6, "0")}.warc.gz`;
    const begun: Writing = { slot, name, file: disk.create(join(folder, name), folder), end: 0 };
    put(begun, gzipSync(infoRecord(name, now(), software)));
    return begun;
  };

  /** Continues the slot's last file when it ends as it was closed; else begins one, so that no doubtful end is ever touched. */
  const start = (): Writing => {
    disk.makeFolder(folder);
    const slot = takeSlot(folder);
    try {
      const [last] = filesOf(disk.names(folder), slot.number).reverse();
      if (last === undefined) return begin(slot, 1);
      const size = disk.size(join(folder, last.name)) ?? 0;
      if (size >= fileMostBytes || slot.closedSize(last.name) !== size) return begin(slot, last.serial + 1);
      return { slot, name: last.name, file: disk.openForWriting(join(folder, last.name)), end: size };
    } catch (thrown) {
      slot.release(undefined, 0);
      throw thrown;
    }
  };

  /** Writes at the end; what could be written only in part is taken back, and where even that fails the file is left. */
  function put(to: Writing, bytes: Uint8Array): PageAddress {
    const offset = to.end;
    try {
      disk.write(to.file, bytes, offset);
    } catch (thrown) {
      try {
        disk.truncate(to.file, offset);
      } catch {
        leave();
      }
      throw thrown;
    }
    to.end += bytes.length;
    return { file: to.name, offset, length: bytes.length };
  }

  function leave(): void {
    if (writing === undefined) return;
    disk.close(writing.file);
    writing.slot.release(undefined, 0);
    writing = undefined;
  }

  return {
    append: (page) =>
      guarded(folder, () => {
        const member = gzipSync(pageRecord(page));
        writing ??= start();
        return put(writing, member);
      }),
    sync: async () => {
      if (writing === undefined) return;
      const current = writing;
      try {
        for (let synced = -1; synced < current.end; ) {
          synced = current.end;
          await disk.sync(current.file);
        }
        if (current.end < fileMostBytes || writing !== current) return;
        const [serial] = filesOf([current.name], current.slot.number).map((one) => one.serial);
        disk.close(current.file);
        const next = begin(current.slot, (serial ?? 0) + 1);
        Object.assign(current, { name: next.name, file: next.file, end: next.end });
      } catch (thrown) {
        throw archiveFailure(thrown, folder);
      }
    },
    read: (address) => {
      const place = placeOf(address);
      return guarded(place, () => parseMember(bytesAt(disk, folder, address), place));
    },
    remove: async (id, address, date) => {
      const place = placeOf(address);
      // A member too short to say what was removed says nothing.
      const filler = padded(removedRecord(id, date), address.length) ?? padded(new Uint8Array(), address.length);
      if (filler === undefined) throw new SaysoError("E_ARCHIVE", `the kept page at ${place} is too small to be written over`);
      const file = guarded(place, () => disk.openForWriting(join(folder, fileName(address))));
      try {
        guarded(place, () => disk.write(file, filler, address.offset));
        await disk.sync(file);
      } finally {
        disk.close(file);
      }
    },
    tails: (knownEnds) =>
      guarded(folder, () =>
        disk
          .names(folder)
          .filter((name) => FILE_NAME.test(name))
          .sort()
          .map((name) => tailOf(disk, join(folder, name), name, knownEnds.get(name) ?? 0)),
      ),
    close: () => {
      if (writing === undefined) return;
      const { slot, name, file, end } = writing;
      writing = undefined;
      disk.close(file);
      slot.release(name, end);
    },
  };
}

const FILE_NAME = /^(\d+)-(\d{6,})\.warc\.gz$/;

/** The files of a slot, in order. */
function filesOf(names: readonly string[], slot: number): { name: string; serial: number }[] {
  const files = names.flatMap((name) => {
    const [, number, serial] = FILE_NAME.exec(name) ?? [];
    return Number(number) === slot ? [{ name, serial: Number(serial) }] : [];
  });
  return files.sort((a, b) => a.serial - b.serial);
}

const placeOf = ({ file, offset }: PageAddress): string => `${file}:${offset}`;

/** Only names that the archive gives itself lead to files, whatever a database says. */
function fileName({ file }: PageAddress): string {
  if (!FILE_NAME.test(file)) throw new SaysoError("E_ARCHIVE", `${JSON.stringify(file)} is no file of the archive`);
  return file;
}

function bytesAt(disk: ArchiveDisk, folder: string, address: PageAddress): Uint8Array {
  const file = disk.openForReading(join(folder, fileName(address)));
  try {
    const bytes = disk.read(file, address.offset, address.length);
    if (bytes.length !== address.length) throw new SaysoError("E_ARCHIVE", `the kept page at ${placeOf(address)} is cut off`);
    return bytes;
  } finally {
    disk.close(file);
  }
}
