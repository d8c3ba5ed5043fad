/**
 * Runs every check and test, the cheap ones first: `./run test` for all, `./run test types lint` for some.
 * Prints one line a check, with the whole output of those that fail; exits 1 when any failed.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..");

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  format: ["biome", "check", "--error-on-warnings", "."],
  types: ["tsc", "-p", "tsconfig.json"],
  lint: ["oxlint", "--type-aware", "--deny-warnings", "."],
  unused: ["knip", "--no-config-hints"],
  duplicates: ["jscpd", "src", "scripts", "bench"],
  tests: ["vitest", "run"],
  quality: ["node", "bench/quality/run.ts", "--sample", "--floors"],
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !(name in CHECKS));
if (unknown.length > 0) {
  console.error(`unknown check: ${unknown.join(", ")}; known: ${Object.keys(CHECKS).join(", ")}`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const [name, command] of Object.entries(CHECKS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const begun = performance.now();
  const [program = "", ...args] = command;
  const own = program === "node" || program === "bash";
  const result = spawnSync(own ? program : join(root, "node_modules/.bin", program), args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const ok = result.status === 0;
  if (ok) passed++;
  else failed++;
  console.log(`${ok ? "ok    " : "FAILED"} ${name.padEnd(11)} ${seconds.padStart(6)} s`);
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`;
  if (!ok || name === "tests" || name === "quality") console.log(output.trimEnd());
}
console.log(`checks: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
