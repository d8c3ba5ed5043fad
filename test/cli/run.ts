import { spawn } from "node:child_process";
import { join } from "node:path";

const program = join(import.meta.dirname, "..", "support", "fake-sayso.ts");

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Environment that makes a run the same everywhere. */
const ENV = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", XDG_CONFIG_HOME: "/nowhere" };

/** Starts the command line over the fake desk. */
export const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}, over = program) =>
  spawn(process.execPath, [over, ...args], { env: { ...ENV, ...env }, stdio: ["pipe", "pipe", "pipe"] });

/** Runs a command line to its end. */
export async function run(
  args: readonly string[],
  stdin: string | Uint8Array = "",
  env: Readonly<Record<string, string>> = {},
  over = program,
): Promise<Result> {
  const child = start(args, env, over);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}

/** The values of NDJSON output. */
export const linesOf = (out: string): readonly Record<string, unknown>[] =>
  out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
