/**
 * Load: how fast a data folder takes in synthetic statements and answers, beside a bare FTS5 table in the same run.
 *
 *   node bench/load/run.ts [--statements 10000,100000,1000000] [--sides sqlite,fts5,postgres] [--folder DIR] [--write]
 *
 * Prints Markdown; --write puts it into docs/load.md. Each side grows from one size to the next. With --folder a run that
 * was ended goes on where it stood, and what was measured is not measured again; without it, nothing is left behind.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { postgresPath } from "../../test/support/postgres.ts";
import { withSection } from "../section.ts";
import { type Measured, report } from "./report.ts";

const { values } = parseArgs({
  options: {
    statements: { type: "string", default: "10000,100000,1000000" },
    sides: { type: "string", default: "sqlite,fts5,postgres" },
    folder: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const folder = values.folder === undefined ? mkdtempSync(join(tmpdir(), "sayso-load-")) : resolve(values.folder);
const results = join(folder, "results.ndjson");
const sides = values.sides.split(",");
const sizes = values.statements.split(",").map(Number);

mkdirSync(folder, { recursive: true });
// The server of PostgreSQL runs as another user, who must come through.
chmodSync(folder, 0o755);
for (const statements of sizes)
  for (const side of sides) for (const what of ["take", "ask"]) if (!isMeasured(what, side, statements)) measure(what, side, statements);
const text = report(
  sizes.flatMap((statements) => sides.map((side) => merged(side, statements))),
  `Measured on ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.versions.node}, SQLite ${sqliteVersion()}${postgresVersion()}.`,
);
if (values.folder === undefined) rmSync(folder, { recursive: true });
console.log(text);
const document = join(import.meta.dirname, "..", "..", "docs", "load.md");
if (values.write) writeFileSync(document, withSection(readFileSync(document, "utf8"), "load", text));

type Line = Partial<Measured> & { readonly what: string; readonly side: string; readonly statements: number };

function lines(): readonly Line[] {
  if (!existsSync(results)) return [];
  const written = readFileSync(results, "utf8").split("\n");
  return written.filter((line) => line !== "").map((line) => JSON.parse(line) as Line);
}

function isMeasured(what: string, side: string, statements: number): boolean {
  return lines().some((line) => line.what === what && line.side === side && line.statements === statements);
}

function measure(what: string, side: string, statements: number): void {
  const args = [join(import.meta.dirname, "stage.ts"), what, side, String(statements), join(folder, side)];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) process.exit(1);
  appendFileSync(results, stdout);
  console.error(stdout.trim());
}

function merged(side: string, statements: number): Measured {
  const own = lines().filter((line) => line.side === side && line.statements === statements);
  return Object.assign({}, ...own) as Measured;
}

function sqliteVersion(): string {
  const { stdout } = spawnSync(
    process.execPath,
    ["-e", 'const S = require("better-sqlite3"); console.log(new S(":memory:").prepare("select sqlite_version() as v").get().v)'],
    { encoding: "utf8", cwd: import.meta.dirname },
  );
  return stdout.trim();
}

function postgresVersion(): string {
  if (!sides.includes("postgres")) return "";
  const { stdout } = spawnSync(join(postgresPath ?? "", "postgres"), ["--version"], { encoding: "utf8" });
  return `, PostgreSQL ${/[\d.]+/.exec(stdout ?? "")?.[0] ?? "of this machine"} with its own settings`;
}
