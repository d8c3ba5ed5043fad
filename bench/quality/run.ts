/**
 * Measures quality and holds it: `node bench/quality/run.ts [OPTIONS]`.
 *
 *   --sample        a fixed sample, which the test command takes; without it everything is measured
 *   --only NAMES    some of pages, attribution, context, trees, people, joined by commas
 *   --model FOLDER  another reading model than the one that ships
 *   --misses        list every field of a statement's context that is wrong, by kind
 *   --pages         tell each page's precision and recall
 *   --floors        fail when a figure is below its floor in floors.json
 *   --pin           raise the floors to today's figures; with --lower also lower them (say why in CHANGELOG.md)
 *   --write         put the tables into docs/evaluation.md and README.md between their markers; needs a whole run
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readPeers } from "../peers/figures.ts";
import { withSection } from "../section.ts";
import { measureAttribution, measurePeople } from "./attribution.ts";
import { type Miss, measureContext, missesByKind } from "./context-fields.ts";
import { measureExtract, measureReadability } from "./extract.ts";
import { compareToFloors, type Floors, pinned } from "./floors.ts";
import { type CorpusName, digestOf, missingFiles } from "./folder.ts";
import { type House, openHouse } from "./house.ts";
import type { Measured, Part } from "./measured.ts";
import { allTables, percent, shortTables, type Told } from "./tables.ts";
import { measureTrees } from "./trees.ts";

const NEEDS: Readonly<Record<string, readonly CorpusName[]>> = {
  pages: ["pages"],
  attribution: ["polnear-dev", "news-dev"],
  context: ["polnear-dev-context"],
  trees: ["ewt-dev", "gum-dev", "uner-ewt-dev"],
  people: ["people"],
};
const root = join(import.meta.dirname, "../..");
const floorsFile = join(import.meta.dirname, "floors.json");
const { values } = parseArgs({
  options: {
    sample: { type: "boolean", default: false },
    only: { type: "string" },
    model: { type: "string" },
    misses: { type: "boolean", default: false },
    pages: { type: "boolean", default: false },
    floors: { type: "boolean", default: false },
    pin: { type: "boolean", default: false },
    lower: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const part: Part = values.sample ? "sample" : "full";
const wanted = values.only?.split(",") ?? Object.keys(NEEDS);
const isWhole = wanted.length === Object.keys(NEEDS).length && !values.sample;
process.exitCode = await main();

async function main(): Promise<number> {
  const unknown = wanted.filter((name) => !(name in NEEDS));
  if (unknown.length > 0 || (values.write && !isWhole)) {
    console.error(
      unknown.length > 0 ? `unknown: ${unknown.join(", ")}; known: ${Object.keys(NEEDS).join(", ")}` : "--write needs a whole run",
    );
    return 2;
  }
  const missing = missingFiles(wanted.flatMap((name) => NEEDS[name] ?? []));
  if (missing.length > 0) {
    console.log(`skipped: no ${missing.join(", no ")}. Set SAYSO_CORPORA and SAYSO_EVAL to their folders (docs/evaluation.md).`);
    return 0;
  }
  const measured = await measure();
  const floors = JSON.parse(readFileSync(floorsFile, "utf8")) as Floors;
  const isHeld = report(measured, floors);
  if (values.pin) writeFileSync(floorsFile, `${JSON.stringify(pinned(floors, part, measured, digestOf, values.lower), null, 2)}\n`);
  if (values.write) write({ measured, readability: measureReadability(), peers: readPeers().peers });
  return values.floors && !isHeld ? 1 : 0;
}

async function measure(): Promise<Measured[]> {
  const measured: Measured[] = [];
  if (wanted.includes("pages")) measured.push(await measureExtract(part, values.pages ? console.log : undefined));
  if (wanted.includes("people")) measured.push(await measurePeople());
  if (!["attribution", "context", "trees"].some((name) => wanted.includes(name))) return measured;
  const house: House = await openHouse(values.model);
  if (wanted.includes("attribution")) measured.push(...(await measureAttribution(house, part)));
  if (wanted.includes("context")) measured.push(await context(house));
  if (wanted.includes("trees")) measured.push(...(await measureTrees(house, part)));
  await house.close();
  return measured;
}

async function context(house: House): Promise<Measured> {
  const misses: Miss[] = [];
  const measured = await measureContext(house, part, (miss) => misses.push(miss));
  if (values.misses) console.log(missesByKind(misses));
  return measured;
}

/** Prints the figures beside their floors; whether all hold. */
function report(measured: readonly Measured[], floors: Floors): boolean {
  const { rows, foreign } = compareToFloors(floors, part, measured, digestOf);
  console.log(`${`${part}, percent`.padEnd(36)}   today    floor`);
  for (const { name, value, floor, isBelow } of rows)
    console.log(`${name.padEnd(36)} ${percent(value).padStart(7)}  ${percent(floor ?? undefined).padStart(7)}${isBelow ? "  BELOW" : ""}`);
  for (const corpus of foreign)
    console.log(
      `no floors for ${corpus}: they were pinned on other files than those here, and count for those only (floors.json has the digest)`,
    );
  return rows.every(({ isBelow }) => !isBelow);
}

function write(told: Told): void {
  for (const [file, text] of [
    ["docs/evaluation.md", allTables(told)],
    ["README.md", shortTables(told)],
  ] as const) {
    const path = join(root, file);
    writeFileSync(path, withSection(readFileSync(path, "utf8"), "quality", text));
  }
}
