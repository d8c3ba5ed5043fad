import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Archive } from "../archive/archive.ts";
import { SaysoError } from "../errors.ts";
import type { Store } from "../store/store.ts";

/** The data folder, opened: what was read, and the bytes that prove it. */
export interface Data {
  readonly folder: string;
  readonly store: Store;
  readonly archive: Archive;
  /** The time as RFC 3339 in UTC. */
  now(): string;
  close(): Promise<void>;
}

export interface DataOptions {
  /** The folder; `dataFolder` says which it is when nobody does. */
  readonly folder: string;
  /** Connection URL of a PostgreSQL database; else SQLite in the folder. */
  readonly database?: string;
  /** Whether a folder that is missing is made. */
  readonly creates: boolean;
  /** Whether an older database is brought to this version's form. */
  readonly migrates?: boolean;
  readonly now?: () => string;
}

/** The folder asked for, else that of the environment, else that of the configuration, else the user's own by the XDG convention. */
export function dataFolder(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  configured: string | null = null,
): string {
  const given = asked ?? nonEmpty(env["SAYSO_DATA"]) ?? configured ?? undefined;
  if (given !== undefined) return resolve(given);
  return join(nonEmpty(env["XDG_DATA_HOME"]) ?? join(homedir(), ".local", "share"), "sayso");
}

const nonEmpty = (value: string | undefined): string | undefined => (value === "" ? undefined : value);

/** Names within the folder. */
export const DATABASE_FILE = "sayso.db";
export const PAGES_FOLDER = "pages";
const SNAPSHOTS_FOLDER = "snapshots";

/** What the files of the archive name as their maker. */
const SOFTWARE = "sayso/0.1.0";
/** Only its owner looks into the folder: what somebody reads is nobody's business. */
const OWNER_ONLY = 0o700;

/**
 * Opens the data folder.
 *
 * @throws SaysoError E_INPUT_MISSING when there is none and `creates` is false; E_READ_ONLY, E_STORE, E_STORE_BUSY, E_STORE_VERSION.
 */
export async function openData({ folder, database, creates, migrates = false, now = systemNow }: DataOptions): Promise<Data> {
  const hasFolder = existsSync(folder) && (database !== undefined || existsSync(join(folder, DATABASE_FILE)));
  if (!hasFolder && !creates)
    throw new SaysoError("E_INPUT_MISSING", `there is no data folder ${folder}`, {
      hint: "Make one with `sayso add`, or name another with --data or SAYSO_DATA.",
    });
  make(folder);
  const opened = await openDatabase(folder, database);
  try {
    const [{ openStore }, { openArchive }] = await Promise.all([import("../store/open.ts"), import("../archive/archive.ts")]);
    const snapshot = async (name: string): Promise<void> => {
      make(join(folder, SNAPSHOTS_FOLDER));
      await opened.copyTo?.(join(folder, SNAPSHOTS_FOLDER, `${name}.db`));
    };
    const store = await openStore(opened, { now: now(), migrates, snapshot });
    const archive = openArchive(join(folder, PAGES_FOLDER), { software: SOFTWARE, now });
    return {
      folder,
      store,
      archive,
      now,
      close: async () => {
        archive.close();
        await store.close();
      },
    };
  } catch (thrown) {
    await opened.close();
    throw thrown;
  }
}

async function openDatabase(folder: string, url: string | undefined) {
  if (url === undefined) return (await import("../store/sqlite.ts")).openSqlite(join(folder, DATABASE_FILE));
  if (!/^postgres(?:ql)?:\/\//.test(url))
    throw new SaysoError("E_USAGE", "--database takes the connection URL of a PostgreSQL database, such as postgres://localhost/sayso");
  return (await import("../store/postgres.ts")).openPostgres(url);
}

function make(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    throw new SaysoError(code === "ENOSPC" ? "E_DISK_FULL" : "E_READ_ONLY", `the folder ${folder} cannot be made (${String(code)})`, {
      cause,
    });
  }
}

const systemNow = (): string => new Date().toISOString();
