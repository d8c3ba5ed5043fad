import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { SaysoError } from "../errors.ts";
import { archiveFailure } from "./failure.ts";

/** Writers of one folder at the same time. */
const SLOTS = 256;

/**
 * A writer's own row of files in a folder, held by a lock of the operating system that ends with the process, however it
 * ends. Two writers never append to one file.
 */
export interface Slot {
  readonly number: number;
  /** The size of a file when a writer of this slot closed it properly; a file of another size has an end that nobody vouches for. */
  closedSize(file: string): number | undefined;
  /** Gives the slot back. */
  release(file: string | undefined, size: number): void;
}

/** Takes the first free slot. @throws SaysoError E_READ_ONLY, E_DISK_FULL, E_STORE_BUSY when all are taken. */
export function takeSlot(folder: string): Slot {
  for (let number = 1; number <= SLOTS; number++) {
    const slot = tryTake(folder, number);
    if (slot !== undefined) return slot;
  }
  throw new SaysoError("E_STORE_BUSY", `${SLOTS} processes write to ${folder} already`);
}

function tryTake(folder: string, number: number): Slot | undefined {
  let lock: Sqlite.Database | undefined;
  try {
    lock = new Sqlite(join(folder, `writer-${number}.lock`), { timeout: 0 });
    lock.exec("begin exclusive; create table if not exists closed (file text primary key, size integer not null)");
    return slotOf(lock, number);
  } catch (thrown) {
    lock?.close();
    if (thrown instanceof Sqlite.SqliteError && thrown.code.startsWith("SQLITE_BUSY")) return undefined;
    throw archiveFailure(thrown, folder);
  }
}

const slotOf = (lock: Sqlite.Database, number: number): Slot => ({
  number,
  closedSize: (file) => (lock.prepare("select size from closed where file = ?").get(file) as { size: number } | undefined)?.size,
  release: (file, size) => {
    try {
      if (file !== undefined) lock.prepare("insert or replace into closed values (?, ?)").run(file, size);
      lock.exec("commit");
    } catch {
      // The next writer begins another file, as after a crash; nothing is lost by that.
    } finally {
      lock.close();
    }
  },
});
