import { accessSync, constants, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { toFailure } from "../errors.ts";
import { counted } from "../text/counted.ts";
import { DATABASE_FILE, type Data, PAGES_FOLDER } from "./data.ts";

/** One thing that was looked at. */
export interface Examined {
  readonly check: string;
  readonly state: "ok" | "warning" | "failed";
  readonly detail: string;
}

/** Free bytes below which a folder that grows is about to stop. */
const LEAST_FREE_BYTES = 1024 ** 3;

/** Looks at a data folder: whether it can be written, has room, agrees with itself, and what waits in it. */
export async function* examine(data: Data): AsyncGenerator<Examined> {
  yield await examined("folder", async () => folderState(data.folder));
  yield await examined("disk", async () => diskState(data.folder));
  yield await examined("database", async () => databaseState(data));
  yield await examined("content", async () => contentState(data));
  yield await examined("agreement", async () => {
    const wrong = await data.store.check();
    return wrong.length === 0 ? ok("the database agrees with itself") : failed(wrong.join("; "));
  });
  yield await examined("archive", async () => archiveState(data));
  yield await examined("jobs", async () => jobState(data));
}

type State = Omit<Examined, "check">;
const ok = (detail: string): State => ({ state: "ok", detail });
const warning = (detail: string): State => ({ state: "warning", detail });
const failed = (detail: string): State => ({ state: "failed", detail });

async function examined(check: string, look: () => Promise<State>): Promise<Examined> {
  try {
    return { check, ...(await look()) };
  } catch (thrown) {
    const { code, message } = toFailure(thrown);
    return { check, ...failed(`${message} (${code})`) };
  }
}

function folderState(folder: string): State {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return failed(`${folder} cannot be written`);
  }
  const open = statSync(folder).mode & 0o077;
  return open === 0 ? ok(folder) : warning(`${folder} can be read by other users of this machine`);
}

function diskState(folder: string): State {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  return free < LEAST_FREE_BYTES ? warning(`only ${shown(free)} free`) : ok(`${shown(free)} free`);
}

const MIB = 1024 ** 2;
const shown = (bytes: number): string =>
  bytes >= 10 * 1024 * MIB ? `${Math.round(bytes / MIB / 1024)} GiB` : `${Math.round(bytes / MIB)} MiB`;

function databaseState({ folder, store }: Data): State {
  if (store.kind === "postgres") return ok("PostgreSQL");
  return ok(`SQLite, ${shown(statSync(join(folder, DATABASE_FILE)).size)}`);
}

async function contentState({ store }: Data): Promise<State> {
  const { articles, statements, outlets } = await store.coverage();
  return ok(`${counted(articles, "article")} with ${counted(statements, "statement")} from ${counted(outlets, "outlet")}`);
}

async function archiveState({ store, archive, folder }: Data): Promise<State> {
  const ends = await store.archiveEnds();
  const tails = archive.tails(ends);
  const there = new Set(tails.map(({ file }) => file));
  const gone = [...ends.keys()].filter((file) => !there.has(file));
  if (gone.length > 0) return failed(`missing from ${join(folder, PAGES_FOLDER)}: ${gone.join(", ")}`);
  const torn = tails.filter(({ tornBytes }) => tornBytes > 0);
  const loose = tails.reduce((sum, { records }) => sum + records, 0) - tails.filter(({ file }) => !ends.has(file)).length;
  const tornEnds = torn.map(({ file, tornBytes }) => `${file} ends with ${tornBytes} bytes that are no whole record`);
  const detail = [`${tails.length} files`, ...(loose > 0 ? [`${loose} records that nothing refers to`] : []), ...tornEnds].join("; ");
  return torn.length === 0 ? ok(detail) : warning(`${detail}, as a crash leaves them; they are passed over`);
}

async function jobState(data: Data): Promise<State> {
  const { store } = data;
  const { waiting, running, dead } = await store.jobs.counts(data.now());
  const detail = `${waiting} waiting, ${running} running, ${dead} dead`;
  if (dead === 0) return ok(detail);
  const reasons = (await store.jobs.dead()).slice(0, 3).map(({ kind, key, failure }) => `${kind} ${key.slice(0, 16)}: ${failure.message}`);
  return warning(`${detail} (${reasons.join("; ")})`);
}
