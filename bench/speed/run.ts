/**
 * Measures how fast `read` is, beside the bare model on the same windows in the same run.
 *
 *   node bench/speed/run.ts                          a sample, about five minutes
 *   node bench/speed/run.ts --all --memory-articles 10000 --write    everything, written to docs/speed.md and the README
 *   node bench/speed/run.ts --floors                 and exit 1 when a floor is broken
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { withSection } from "../section.ts";
import { coldStartSeconds } from "./cold-start.ts";
import { openCorpora } from "./corpora.ts";
import { memoryCourse } from "./memory.ts";
import { type ReadCorpus, ratesOf, readOnce } from "./rates.ts";
import { report, type Speed, shortfalls, summary } from "./report.ts";
import { stepTimes } from "./steps.ts";

const root = new URL("../../", import.meta.url);
/** The tables' section in documents, and how it begins. */
const SECTION = "speed";
const BEGIN = `<!-- ${SECTION}: begin -->`;

/** Asked before this process is bound to one of them. */
const cores = availableParallelism();

const { values } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    articles: { type: "string", default: "32" },
    rounds: { type: "string", default: "5" },
    workers: { type: "string", default: String(Math.max(2, cores)) },
    "memory-articles": { type: "string", default: "0" },
    write: { type: "boolean", default: false },
    floors: { type: "boolean", default: false },
  },
});

try {
  const speed = await measure();
  console.log(report(speed));
  if (values.write) write(speed);
  const short = values.floors ? shortfalls(speed) : [];
  for (const sentence of short) console.error(`below the floor: ${sentence}`);
  process.exitCode = short.length > 0 ? 1 : 0;
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 1;
}

async function measure(): Promise<Speed> {
  const [rounds, workers, memoryArticles] = [count("rounds"), count("workers"), count("memory-articles")];
  const opened = openCorpora(values.all ? undefined : count("articles"));
  build();
  const read: ReadCorpus[] = [];
  for (const corpus of opened) {
    say(`reading ${corpus.lines.length} ${corpus.name}`);
    const once = await readOnce(corpus);
    if (once.articles.length === 0) throw new Error(`none of the ${corpus.name} could be read`);
    if (once.refused > 0) say(`${once.refused} of them were refused and are not measured`);
    read.push(once);
  }
  const firstText = read[0]?.articles[0]?.text ?? "";
  say("starting cold");
  const coldStart = await coldStartSeconds(firstText, rounds);
  const rates = [];
  for (const corpus of read) {
    say(`${corpus.name}: one worker and ${workers}`);
    rates.push(await ratesOf(corpus, [1, workers], rounds));
  }
  const memory =
    memoryArticles === 0
      ? null
      : await memoryCourse(read[0]?.lines ?? [], memoryArticles, (done) => say(`memory: ${done} of ${memoryArticles}`));
  if (memory !== null) say(`memory: ${memory.growth.toFixed(2)} times at the end what it was at half`);
  const corpora = [];
  for (const [i, corpus] of read.entries()) {
    say(`${corpus.name}: steps and bare model on one core`);
    corpora.push({ corpus, rates: rates[i] ?? [], times: await stepTimes(corpus, corpus.isHtml, rounds) });
  }
  return { corpora, coldStartSeconds: coldStart, memory, rounds, cores };
}

/** What is measured is what the sources say now. */
function build(): void {
  const tsc = fileURLToPath(new URL("node_modules/.bin/tsc", root));
  const { status, stdout } = spawnSync(tsc, ["-p", "tsconfig.build.json"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}`);
}

/** The whole report into docs/speed.md, its beginning into the README where that has the section for it. */
function write(speed: Speed): void {
  for (const [name, text] of [
    ["docs/speed.md", report(speed)],
    ["README.md", summary(speed)],
  ] as const) {
    const file = new URL(name, root);
    const document = readFileSync(file, "utf8");
    if (name === "docs/speed.md" || document.includes(BEGIN)) writeFileSync(file, withSection(document, SECTION, text));
  }
}

function count(name: "articles" | "rounds" | "workers" | "memory-articles"): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} must be a whole number, not ${values[name]}`);
  return value;
}

function say(remark: string): void {
  process.stderr.write(`${remark}\n`);
}
