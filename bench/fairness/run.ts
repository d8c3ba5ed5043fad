/**
 * How evenly statements, names and speakers are found on names of different origins: `node bench/fairness/run.ts [--write]`.
 * Every report of reports.txt and speakers.txt is read once with every name of names.tsv; `--write` puts the table into the
 * model's card.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { nodeRuntime } from "../../src/desk/onnx-node.ts";
import { createTextExtractor } from "../../src/extract/text-extractor.ts";
import { createEnglishPipeline } from "../../src/pipeline/english.ts";
import type { Span } from "../../src/text/span.ts";
import { withSection } from "../section.ts";

interface Marked {
  readonly text: string;
  readonly sources: readonly Span[];
  readonly contents: readonly Span[];
  readonly names: readonly Span[];
}
interface Tally {
  hit: number;
  all: number;
}
const FOUND = ["content", "source", "name", "speaker"] as const;
type Tallies = Record<(typeof FOUND)[number], Tally>;

const { values } = parseArgs({ options: { write: { type: "boolean" } } });
const here = import.meta.dirname;
const people = readFileSync(join(here, "names.tsv"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .slice(1)
  .map((line) => line.split("\t") as [origin: string, full: string, short: string]);
const reportsIn = (file: string): string[] => readFileSync(join(here, file), "utf8").split("\n\n").slice(1);
const [reports, spoken] = [reportsIn("reports.txt"), reportsIn("speakers.txt")];

const resources = diskResources();
const extractor = await createTextExtractor(resources);
const pipeline = await createEnglishPipeline({ resources, runtime: nodeRuntime({ threads: 1 }) });
const tallies = new Map<string, Tallies>();
for (const [origin, full, short] of people) {
  const own = tallies.get(origin) ?? {
    content: { hit: 0, all: 0 },
    source: { hit: 0, all: 0 },
    name: { hit: 0, all: 0 },
    speaker: { hit: 0, all: 0 },
  };
  tallies.set(origin, own);
  for (const report of reports) await count(marked(report.trim(), full, short), own);
  for (const report of spoken) await countSpeakers(marked(report.trim(), full, short), full, own);
}
const rows = [...tallies].map(([origin, tally]) => [origin, ...FOUND.map((what) => percent(tally[what]))]);
const spread = ([1, 2, 3, 4] as const).map((column) => {
  const found = rows.map((row) => Number(row[column]));
  return `${Math.min(...found)}–${Math.max(...found)}`;
});
const table = [
  "| names | statements found | with exactly the source | names marked as persons | speakers named in full |",
  "|---|---|---|---|---|",
  ...rows.map((row) => `| ${row.join(" | ")} |`),
  `| spread | ${spread.join(" | ")} |`,
].join("\n");
console.log(table);
if (values.write) {
  const card = join(here, "../../models/en/reader/card.md");
  writeFileSync(card, withSection(readFileSync(card, "utf8"), "fairness", table));
}

/** A report with one person in it, its marks taken out. */
function marked(report: string, full: string, short: string): Marked {
  const [sources, contents, names]: [Span[], Span[], Span[]] = [[], [], []];
  let text = "";
  let open: { role: string; start: number } | undefined;
  for (const [piece] of report.matchAll(/\[[scx] |\]|\{(?:full|short)\}|[^[\]{}]+|[{}]/g)) {
    if (piece === "[s " || piece === "[c " || piece === "[x ") open = { role: piece.charAt(1), start: text.length };
    else if (piece === "]") {
      if (open !== undefined) (open.role === "s" ? sources : contents).push({ start: open.start, end: text.length });
      open = undefined;
    } else if (piece === "{full}" || piece === "{short}") {
      const name = piece === "{full}" ? full : short;
      names.push({ start: text.length, end: text.length + name.length });
      text += name;
    } else text += piece;
  }
  return { text, sources, contents, names };
}

async function count({ text, sources, contents, names }: Marked, tally: Tallies): Promise<void> {
  const extraction = extractor.text(text);
  const outcome = extraction.ok ? (await pipeline.run([extraction.article]))[0] : undefined;
  const { statements, mentions } = outcome?.ok === true ? outcome.article.layers : { statements: [], mentions: [] };
  for (const content of contents) {
    const found = statements.filter((statement) => statement.content.some((span) => halfShared(span, content)));
    add(tally.content, found.length > 0);
    add(
      tally.source,
      found.some((statement) => statement.source.some((span) => sources.some((source) => same(span, source)))),
    );
  }
  for (const name of names)
    add(
      tally.name,
      mentions.some((mention) => same(mention, name) && mention.type === "person" && mention.form === "name"),
    );
}

/** Of the statements that were found, those whose speaker has the full name. */
async function countSpeakers({ text, contents }: Marked, full: string, tally: Tallies): Promise<void> {
  const extraction = extractor.text(text);
  const outcome = extraction.ok ? (await pipeline.run([extraction.article]))[0] : undefined;
  const statements = outcome?.ok === true ? outcome.article.layers.statements : [];
  for (const content of contents) {
    const found = statements.find((statement) => statement.content.some((span) => halfShared(span, content)));
    if (found !== undefined)
      add(
        tally.speaker,
        (found.speakers ?? []).some(({ name }) => name === full),
      );
  }
}

function add(tally: Tally, hit: boolean): void {
  tally.all += 1;
  tally.hit += hit ? 1 : 0;
}

function same(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** Whether two spans share at least half of the longer one. */
function halfShared(one: Span, other: Span): boolean {
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return 2 * shared >= Math.max(one.end - one.start, other.end - other.start);
}

function percent({ hit, all }: Tally): number {
  return Math.round((100 * hit) / all);
}
