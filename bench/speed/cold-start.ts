import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { saysoCommand } from "./pipe.ts";
import { median } from "./sides.ts";

/**
 * Median seconds from starting the program on a text file to its first statement on standard output. The files lie
 * in the system's cache from the first start on, which is not counted.
 *
 * @throws Error when a start gives no statement.
 */
export async function coldStartSeconds(text: string, repetitions: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "sayso-speed-"));
  try {
    const file = join(folder, "article.txt");
    writeFileSync(file, text);
    const seconds: number[] = [];
    for (let repetition = -1; repetition < repetitions; repetition++) {
      const taken = await toFirstStatement(file);
      if (repetition >= 0) seconds.push(taken);
    }
    return median(seconds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function toFirstStatement(file: string): Promise<number> {
  return new Promise((done, fail) => {
    const begun = performance.now();
    const [program, ...args] = saysoCommand(["read", file, "--format", "ndjson"], false);
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let said = "";
    let seconds: number | undefined;
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      said += piece;
    });
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      out += piece;
      if (seconds === undefined && /"cue":\s*\[\s*\{/.test(out)) seconds = (performance.now() - begun) / 1000;
    });
    child.once("error", fail);
    child.once("close", () => {
      if (seconds === undefined) fail(new Error(`sayso read gave no statement: ${said.trim() || out.slice(0, 200)}`));
      else done(seconds);
    });
  });
}
