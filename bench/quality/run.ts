/**
 * Measures quality and holds it: `node bench/quality/run.ts [--floors] [--pin] [--lower] [--write]`.
 *
 *   --floors  fail when a figure is below its floor in floors.json
 *   --pin     raise the floors to today's figures; with --lower also lower them (say why in CHANGELOG.md)
 *   --write   put the tables into docs/evaluation.md and README.md between their markers
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withSection } from "../section.ts";

interface Floors {
  /** A figure may fall this far below its floor, since runners' arithmetic differs between machines. */
  tolerance: number;
  /** SHA-256 of what was measured on; floors hold for these bytes only. */
  corpora: Record<string, string>;
  floors: Record<string, number>;
}

const root = join(import.meta.dirname, "../..");
const corpora = process.env["SAYSO_CORPORA"] ?? join(root, "../shared/corpora");
const { values } = parseArgs({
  options: { floors: { type: "boolean" }, pin: { type: "boolean" }, lower: { type: "boolean" }, write: { type: "boolean" } },
});

const FILES = ["pages/ground-truth.jsonl", "attribution/polnear-dev.jsonl", "articles/news-dev.jsonl"];
const absent = FILES.filter((file) => !existsSync(join(corpora, file)));
if (absent.length > 0) {
  console.log(
    `skipped: ${absent.join(", ")} not found below ${corpora}. Set SAYSO_CORPORA to the folder of the corpora (docs/evaluation.md).`,
  );
  process.exit(0);
}

/** Runs one bench and gives its figures by dotted name, such as `polnear-dev.relaxed.f1`. */
function figuresOf(script: string): { figures: Record<string, number>; table: string } {
  const run = (args: readonly string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, script), ...args], { encoding: "utf8", maxBuffer: 1 << 26 });
  const json = run(["--json"]);
  if (json.status !== 0) throw new Error(`${script} failed: ${json.stderr}`);
  return { figures: flat(JSON.parse(json.stdout) as Record<string, unknown>), table: values.write ? run([]).stdout.trimEnd() : "" };
}

function flat(value: Readonly<Record<string, unknown>>, prefix = ""): Record<string, number> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, number][] => {
      if (typeof inner === "number") return [[`${prefix}${name}`, inner]];
      return typeof inner === "object" && inner !== null ? Object.entries(flat(inner as Record<string, unknown>, `${prefix}${name}.`)) : [];
    }),
  );
}

const HELD = /^(?:body\.f1|(?:polnear-dev|news-dev|news-dev, nested too)\.(?:found|relaxed|strict)\.f1|polnear-dev\.spans\.\w+\.f1)$/;
const benches = ["extract.ts", "attribution.ts"].map(figuresOf);
const figures = Object.fromEntries(benches.flatMap(({ figures: all }) => Object.entries(all)).filter(([name]) => HELD.test(name)));
const floorsFile = join(import.meta.dirname, "floors.json");
const held = JSON.parse(readFileSync(floorsFile, "utf8")) as Floors;
const digests = Object.fromEntries(
  FILES.map((file) => [
    file,
    createHash("sha256")
      .update(readFileSync(join(corpora, file)))
      .digest("hex"),
  ]),
);
const other = FILES.filter((file) => held.corpora[file] !== undefined && held.corpora[file] !== digests[file]);

let below = 0;
console.log(`${"".padEnd(36)}   F1     floor`);
for (const [name, value] of Object.entries(figures)) {
  const floor = held.floors[name];
  const low = floor !== undefined && value < floor - held.tolerance;
  if (low) below++;
  console.log(
    `${name.padEnd(36)} ${(100 * value).toFixed(2).padStart(6)} ${floor === undefined ? "    –" : (100 * floor).toFixed(2).padStart(8)}${low ? "  BELOW" : ""}`,
  );
}
if (other.length > 0) console.log(`other bytes than the floors were pinned on: ${other.join(", ")}`);

if (values.pin) {
  for (const [name, value] of Object.entries(figures)) {
    const rounded = Math.floor(value * 1e4) / 1e4;
    held.floors[name] = values.lower ? rounded : Math.max(held.floors[name] ?? 0, rounded);
  }
  held.corpora = digests;
  writeFileSync(floorsFile, `${JSON.stringify(held, null, 2)}\n`);
}
if (values.write)
  for (const file of ["docs/evaluation.md", "README.md"]) {
    const path = join(root, file);
    const tables = benches.map(({ table }) => `\`\`\`text\n${table}\n\`\`\``).join("\n\n");
    writeFileSync(path, withSection(readFileSync(path, "utf8"), "quality", tables));
  }
if (values.floors && (below > 0 || other.length > 0)) process.exit(1);
