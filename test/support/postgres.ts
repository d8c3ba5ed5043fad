import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { codeOf } from "../../src/store/failure.ts";

/** The folder of PostgreSQL's programs, the newest; `undefined` when there is none (`apt-get install postgresql` brings one). */
export const postgresPath =
  globSync("/usr/lib/postgresql/*/bin").sort().at(-1) ?? ["/usr/local/pgsql/bin"].find((path) => existsSync(path));

/** Why tests of PostgreSQL are skipped, for their names. */
export const skipReason = postgresPath === undefined ? " (skipped: no PostgreSQL; apt-get install postgresql)" : "";

/** A cluster of its own, on a loopback port, in a folder that goes away with it. */
export interface Cluster {
  /** Makes an empty database and gives its connection URL. */
  database(): Promise<string>;
  /** Ends the server at once, as a crash does, and starts it again. */
  restart(): Promise<void>;
  /** What all databases take on the disk, in 10^6 bytes. */
  megabytes(): number;
  /** What the server's processes take of the memory now, in 10^6 bytes; 0 where the system does not tell. */
  memoryMB(): number;
  stop(): Promise<void>;
}

/**
 * Starts a cluster. With `safe`, commits wait for the disk, as the tests of crashes need it. In a folder of the caller's
 * it stays when it is stopped, and is there again, with its databases, when it is started next.
 */
export async function startCluster({ safe = false, folder: own }: { safe?: boolean; folder?: string } = {}): Promise<Cluster> {
  const folder = own ?? mkdtempSync(join(tmpdir(), "sayso-postgres-"));
  mkdirSync(folder, { recursive: true });
  const user = owner();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  if (!existsSync(data)) initialise(data, folder, user);
  const port = await freePort();
  const options = ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", `fsync=${safe ? "on" : "off"}`];
  const start = (): ChildProcess => spawn(program("postgres"), options, { ...user, cwd: folder, stdio: "ignore" });
  const urlOf = (name: string): string => `postgres://sayso@127.0.0.1:${port}/${name}`;
  let server = start();
  await ready(urlOf("postgres"));
  let count = 0;
  return {
    database: async () => {
      const name = `test${++count}`;
      await query(urlOf("postgres"), `create database ${name}`).catch((thrown: unknown) => {
        if (own === undefined || codeOf(thrown) !== DUPLICATE_DATABASE) throw thrown;
      });
      return urlOf(name);
    },
    restart: async () => {
      await ended(server, "SIGQUIT");
      server = start();
      await ready(urlOf("postgres"));
    },
    megabytes: () => Number(spawnSync("du", ["-sb", join(data, "base")], { encoding: "utf8" }).stdout.split("\t")[0]) / 1e6,
    memoryMB: () => memoryOf(server.pid ?? 0) / 1e6,
    stop: async () => {
      await ended(server, own === undefined ? "SIGQUIT" : "SIGINT");
      if (own === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** SQLSTATE of a database that is there already. */
const DUPLICATE_DATABASE = "42P04";

function initialise(data: string, folder: string, user: ReturnType<typeof owner>): void {
  const made = spawnSync(program("initdb"), ["-D", data, "-U", "sayso", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], {
    ...user,
    cwd: folder,
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
}

/** Bytes of a process and its children, those that several share divided among them (Pss of Linux). */
function memoryOf(pid: number): number {
  const children = spawnSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" }).stdout ?? "";
  const pids = [String(pid), ...children.split(/\s+/).filter((one) => one !== "")];
  return pids.reduce((sum, one) => sum + pssOf(one), 0);
}

function pssOf(pid: string): number {
  try {
    const [, kilobytes = "0"] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}

const program = (name: string): string => join(postgresPath ?? "", name);

/** PostgreSQL refuses to run as root, and Debian's package brings a user for it. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout));
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Seconds that a server may take to answer. */
const PATIENCE_SECONDS = 30;

async function ready(url: string): Promise<void> {
  for (let waited = 0; ; waited += 0.1) {
    try {
      await query(url, "select 1");
      return;
    } catch (thrown) {
      if (waited > PATIENCE_SECONDS) throw thrown;
      await wait(100);
    }
  }
}

async function query(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = new Promise((resolve) => server.once("exit", resolve));
  server.kill(signal);
  await gone;
}
