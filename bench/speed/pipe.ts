import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { type Usage, usageOf } from "./usage.ts";

/** A program as a pipe that stays open: lines in, one answer a line out. */
export interface Pipe extends AsyncDisposable {
  /** Sends lines and waits for as many answers. @throws Error with what the program said when it ends before. */
  exchange(lines: readonly string[]): Promise<readonly string[]>;
  usage(): Usage;
}

/** Arguments of `read` as a pipe. */
export const readCommand = (workers: number): readonly string[] => {
  const one = ["read", "-", "--from", "ndjson", "--format", "ndjson", "--quiet"];
  return workers === 1 ? one : [...one, "--workers", String(workers)];
};

/** Where the command line lies; everything here runs the built program, as users do. */
const PROGRAM = fileURLToPath(new URL("../../bin/sayso", import.meta.url));

/** What the program's first line gives to Node. */
const NODE_FLAGS = (/^#!\/usr\/bin\/env -S node (.+)$/mu.exec(readFileSync(PROGRAM, "utf8"))?.[1] ?? "")
  .split(" ")
  .filter((flag) => flag !== "");

/** Whether a program can be bound to one core here. */
const canPin = spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/** Program and arguments that run `sayso`, on one core when `onOneCore`. */
export function saysoCommand(args: readonly string[], onOneCore: boolean): readonly [string, ...string[]] {
  const program = [process.execPath, ...NODE_FLAGS, process.env["SAYSO_BENCH_PROGRAM"] ?? PROGRAM, ...args] as const;
  return onOneCore ? onCore0(program) : program;
}

/** The same command, bound to one core where the system can do that. */
export const onCore0 = (command: readonly [string, ...string[]]): readonly [string, ...string[]] =>
  canPin ? ["taskset", "-c", "0", ...command] : command;

/** Binds this process to the same core, so that the bare model runs under the same terms. */
export const pinThisProcess = (): boolean => canPin && spawnSync("taskset", ["-a", "-cp", "0", String(process.pid)]).status === 0;

export const openPipe = (args: readonly string[], onOneCore: boolean): Pipe => openProgram(saysoCommand(args, onOneCore));

/** Any program that answers each line with one, with `environment` beside what this process has. */
export function openProgram([program, ...rest]: readonly [string, ...string[]], environment: Readonly<Record<string, string>> = {}): Pipe {
  const child = spawn(program, rest, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...environment } });
  const answers = collectLines(child);
  return {
    exchange: async (lines) => {
      const taken = answers.take(lines.length);
      child.stdin.write(lines.map((line) => `${line}\n`).join(""));
      return taken;
    },
    usage: () => usageOf(child.pid ?? 0),
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise<void>((done) => {
        child.once("close", () => done());
      });
      child.stdin.end();
      if (child.exitCode === null) await ended;
    },
  };
}

function collectLines(child: ChildProcessByStdio<Writable, Readable, Readable>): { take(count: number): Promise<readonly string[]> } {
  const lines: string[] = [];
  let rest = "";
  let said = "";
  let ended = false;
  let check = (): void => {};
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    const parts = (rest + piece).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    check();
  });
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    said = (said + piece).slice(-2000);
  });
  child.stdin.on("error", () => {});
  child.once("close", () => {
    ended = true;
    check();
  });
  return {
    take: (count) =>
      new Promise((done, fail) => {
        check = () => {
          if (lines.length >= count) done(lines.splice(0, count));
          else if (ended) fail(new Error(`the program ended with ${child.exitCode ?? "a signal"} before it answered: ${said.trim()}`));
        };
        check();
      }),
  };
}
