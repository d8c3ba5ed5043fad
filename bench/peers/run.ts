/**
 * Brings the peers from their registries, runs each once on the files that we are measured on, and writes what they
 * got: `node bench/peers/run.ts [--kept] [--no-race] [--write]`.
 *
 * Half an hour on one core the first time; answers are kept in .cache/peers, and a run that was stopped goes on there.
 * `--kept` scores those alone, brings nothing and asks nobody. `--write` puts the figures into
 * figures.json, from which `bench/quality/run.ts --write` makes the tables, and the costs into docs/evaluation.md.
 * `--no-race` leaves out the comparison of speed with the built `sayso read` on one core (it keeps the last one).
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadScorer } from "../quality/attribution.ts";
import { type CorpusName, digestOf, missingFiles } from "../quality/folder.ts";
import { withSection } from "../section.ts";
import { openConverter } from "./convert.ts";
import { type PeerFigures, type PeersReport, readPeers, writePeers } from "./figures.ts";
import { type Installed, installJava, installNode, installPython } from "./install.ts";
import { type Measuring, measureAttributions, measureNames, measureParses, type Taken } from "./measure.ts";
import { compromise, coreNlpNames, coreNlpQuotes, coreNlpTrees, spacyParse, spacyRules, textacy } from "./programs.ts";
import { race } from "./race.ts";
import { costsTable } from "./report.ts";

const root = join(import.meta.dirname, "../..");
const cache = join(root, ".cache/peers");
const USED: readonly CorpusName[] = ["polnear-dev", "ewt-dev", "gum-dev", "uner-ewt-dev"];
const { values } = parseArgs({
  options: {
    kept: { type: "boolean", default: false },
    "no-race": { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const say = (remark: string): boolean => process.stderr.write(`${remark}\n`);

const missing = missingFiles(USED);
if (missing.length > 0) {
  console.error(`no ${missing.join(", no ")}. Set SAYSO_CORPORA and SAYSO_EVAL to their folders (docs/evaluation.md).`);
  process.exit(1);
}
const folders = { java: join(cache, "corenlp"), python: join(cache, "python") };
const by: Measuring = {
  folder: join(cache, "answers"),
  onlyKept: values.kept,
  say,
  converter: await openConverter(),
  score: await loadScorer(),
};
const report = await measure();
console.log(costsTable(report));
if (values.write) {
  writePeers(report);
  const file = join(root, "docs/evaluation.md");
  writeFileSync(file, withSection(readFileSync(file, "utf8"), "peers", costsTable(report)));
}

async function measure(): Promise<PeersReport> {
  const { java, python, node } = bring();
  const ownTags = { hasUniversalRelations: true, hasUniversalTags: false, hasNames: false };
  const ownRelations = { hasUniversalRelations: false, hasUniversalTags: true, hasNames: true };
  const peers: readonly PeerFigures[] = [
    await peer("CoreNLP 4.5.10, tags and trees", java, (jars) => measureParses(coreNlpTrees(jars), ownTags, by)),
    await peer("CoreNLP 4.5.10, names", java, (jars) => measureNames(coreNlpNames(jars), by)),
    await peer("CoreNLP 4.5.10, quotations", java, (jars) => measureAttributions(coreNlpQuotes(jars), by)),
    await peer("spaCy 3.8.18 small", python, (venv) => measureParses(spacyParse(venv, "small"), ownRelations, by)),
    await peer("spaCy 3.8.18 medium", python, (venv) => measureParses(spacyParse(venv, "medium"), ownRelations, by)),
    await peer("spaCy 3.8.18 small with a day's rules", python, (venv) => measureAttributions(spacyRules(venv, "small"), by)),
    await peer("spaCy 3.8.18 medium with a day's rules", python, (venv) => measureAttributions(spacyRules(venv, "medium"), by)),
    await peer("textacy 0.13.0, quotations", python, (venv) => measureAttributions(textacy(venv), by)),
    await peer("compromise 14.17.0, quotations", node, () => measureAttributions(compromise(), by)),
  ];
  return {
    digests: Object.fromEntries(USED.map((corpus) => [corpus, digestOf(corpus)])),
    peers,
    race: values["no-race"] || values.kept || !python.ok ? readPeers().race : await raceWith(python.folder),
  };
}

function bring(): Readonly<Record<"java" | "python" | "node", Installed>> {
  if (values.kept)
    return { java: { ok: true, folder: folders.java }, python: { ok: true, folder: folders.python }, node: { ok: true, folder: "" } };
  say("bringing the peers");
  return { java: installJava(folders.java), python: installPython(folders.python), node: installNode() };
}

/** One peer's figures, or the reason why there are none. */
async function peer(name: string, installed: Installed, run: (folder: string) => Promise<Taken>): Promise<PeerFigures> {
  const nothing = { name, corpora: {}, wordsPerCpuSecond: null, peakMemoryBytes: null };
  if (!installed.ok) return { ...nothing, remark: `not run: ${installed.reason}` };
  say(name);
  try {
    return { name, ...(await run(installed.folder)), remark: null };
  } catch (thrown) {
    return { ...nothing, remark: `not run: ${thrown instanceof Error ? thrown.message.slice(0, 300) : String(thrown)}` };
  }
}

async function raceWith(venv: string): Promise<PeersReport["race"]> {
  const built = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], { cwd: root, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}`);
  say("read and spaCy's small model with rules, in turns");
  return race(spacyRules(venv, "small"));
}
