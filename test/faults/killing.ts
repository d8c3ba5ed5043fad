import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export interface Told {
  readonly id: string;
  readonly status: string;
  readonly article?: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** The lines that it has acknowledged so far. */
  readonly told: Told[];
  readonly ended: Promise<number | null>;
}

/** What lets a program begin in a fifth of the time, so that it can be ended often. */
const ENV = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "sayso-test-compiled") };

/** Starts a program of this folder and collects the lines that it acknowledges, until it ends or is ended. */
export function startChild(program: string, args: readonly string[]): Running {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...args], { stdio: ["ignore", "pipe", "inherit"], env: ENV });
  const told: Told[] = [];
  let rest = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    told.push(...lines.map((line) => JSON.parse(line) as Told));
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)));
  return { child, told, ended };
}

/** Ends a program as a power cut would, so many milliseconds after its first line or after its start. */
export async function killAfter(running: Running, milliseconds: number, from: "start" | "first" = "first"): Promise<void> {
  if (from === "first") while (running.told.length === 0 && running.child.exitCode === null) await wait(2);
  await wait(milliseconds);
  running.child.kill("SIGKILL");
  await running.ended;
}

/** Numbers in [0, 1) that are the same in each run: a linear congruence (Numerical Recipes). */
export function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
