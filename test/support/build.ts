import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
/** Held while one test file builds, so that another neither builds nor runs what is half written. */
const lock = join(root, "node_modules", ".sayso-test-build");
const PATIENCE_SECONDS = 60;

/** Builds the package if it is stale, so that examples can import it by its name as its users do. */
export function build(): void {
  for (let waited = 0; !isTaken(); waited += 0.2) {
    if (waited > PATIENCE_SECONDS) throw new Error(`${lock} is held by a test that died; remove it`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    if (!isFresh()) compile();
  } finally {
    rmSync(lock, { recursive: true });
  }
}

function isTaken(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function isFresh(): boolean {
  const built = statSync(join(root, "dist", "index.js"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return globSync("src/**/*.ts", { cwd: root }).every((file) => statSync(join(root, file)).mtimeMs < built);
}

function compile(): void {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}`);
}

/** Runs a program of the repository and gives what it printed. */
export function runNode(...args: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { cwd: root, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}
