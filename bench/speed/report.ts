import type { MemoryCourse } from "./memory.ts";
import type { Rate, ReadCorpus } from "./rates.ts";
import type { StepTimes } from "./steps.ts";

/** Everything that was measured. */
export interface Speed {
  readonly corpora: readonly { readonly corpus: ReadCorpus; readonly rates: readonly Rate[]; readonly times: StepTimes }[];
  readonly coldStartSeconds: number;
  readonly memory: MemoryCourse | null;
  readonly rounds: number;
  /** Cores of the machine. */
  readonly cores: number;
}

/** The whole of `read` over the bare model, on one core, for texts and for pages, whose HTML has to be read first (floors). */
export const MAX_READ_OVER_BARE = { texts: 1.7, pages: 2.2 } as const;
/** Seconds from the start of the program to the first statement (floor). */
export const MAX_COLD_START_SECONDS = 2;
/** Memory at the end over memory at half of many articles: flat, but for what the allocator keeps (floor). */
export const MAX_MEMORY_GROWTH = 1.1;

export const readOverBare = ({ read, bare }: StepTimes): number => read.cpuSeconds / bare.cpuSeconds;

/** What falls short of a floor, as sentences. */
export function shortfalls(speed: Speed): readonly string[] {
  const ratios = speed.corpora.flatMap(({ corpus, times }) => {
    const ratio = readOverBare(times);
    const most = MAX_READ_OVER_BARE[corpus.isHtml ? "pages" : "texts"];
    return ratio <= most ? [] : [`${corpus.name}: read takes ${ratio.toFixed(2)} times the bare model, more than ${most}`];
  });
  const cold =
    speed.coldStartSeconds < MAX_COLD_START_SECONDS
      ? []
      : [`the cold start takes ${speed.coldStartSeconds.toFixed(2)} s, not under ${MAX_COLD_START_SECONDS}`];
  const growth = speed.memory?.growth ?? 1;
  const memory = growth <= MAX_MEMORY_GROWTH ? [] : [`memory grows ${growth.toFixed(2)} times, more than ${MAX_MEMORY_GROWTH}`];
  return [...ratios, ...cold, ...memory];
}

/** All tables, in Markdown. */
export function report(speed: Speed): string {
  return [summary(speed), "", ...stepTable(speed), "", ...memoryTable(speed.memory)].join("\n");
}

/** The table of rates and the cold start, in Markdown. */
export function summary(speed: Speed): string {
  return [
    `Measured on ${speed.cores} cores, Node ${process.versions.node}; medians of ${speed.rounds} rounds in which all sides took turns.`,
    "",
    ...rateTable(speed),
    "",
    `Cold start to the first statement: ${speed.coldStartSeconds.toFixed(2)} s. ${ratios(speed)}`,
  ].join("\n");
}

const ratios = ({ corpora }: Speed): string =>
  `On one core the whole of \`read\` takes ${corpora.map(({ corpus, times }) => `${readOverBare(times).toFixed(2)} times the bare model on ${corpus.name}`).join(", ")}.`;

const megabytes = (bytes: number | null): string => (bytes === null || Number.isNaN(bytes) ? "?" : String(Math.round(bytes / 1024 ** 2)));
const whole = (value: number): string => Math.round(value).toLocaleString("en");

function rateTable({ corpora }: Speed): string[] {
  const rows = corpora.flatMap(({ corpus, rates }) =>
    rates.map(
      (rate) =>
        `| ${corpus.name} | ${corpus.articles.length} | ${whole(corpus.words)} | ${rate.workers} | ${rate.articlesPerSecond.toFixed(1)} | ${whole(rate.wordsPerSecond)} | ${megabytes(rate.peakBytes)} |`,
    ),
  );
  return ["| `read` | articles | words | workers | articles/s | words/s | peak MB |", "|---|--:|--:|--:|--:|--:|--:|", ...rows];
}

/** Milliseconds on one core for a thousand words, so that the corpora can stand side by side. */
function stepTable({ corpora }: Speed): string[] {
  const cell = (pick: (times: StepTimes) => number | null, show: (value: number) => string) => (one: Speed["corpora"][number]) => {
    const value = pick(one.times);
    return value === null ? "–" : show(value);
  };
  const perThousand = (pick: (times: StepTimes) => number | null) => (one: Speed["corpora"][number]) =>
    cell(pick, (seconds) => ((seconds * 1e6) / one.corpus.words).toFixed(1))(one);
  const steps = [...(corpora[0]?.times.steps.keys() ?? [])];
  const rest = (times: StepTimes): number =>
    times.read.cpuSeconds - (times.extract ?? 0) - steps.reduce((sum, step) => sum + (times.steps.get(step) ?? 0), 0);
  const row = (name: string, show: (one: Speed["corpora"][number]) => string): string => `| ${name} | ${corpora.map(show).join(" | ")} |`;
  return [
    `| ms a 1,000 words, one core | ${corpora.map(({ corpus }) => corpus.name).join(" | ")} |`,
    `|---|${corpora.map(() => "--:|").join("")}`,
    row(
      "extract (the command)",
      perThousand((times) => times.extract),
    ),
    ...steps.map((step) =>
      row(
        step === "reading" ? "reading, the model in it" : step,
        perThousand((times) => times.steps.get(step) ?? null),
      ),
    ),
    row("the rest: lines in, records out", perThousand(rest)),
    row(
      "**the whole of `read`**",
      perThousand((times) => times.read.cpuSeconds),
    ),
    row(
      "bare model, the same windows",
      perThousand((times) => times.bare.cpuSeconds),
    ),
    row(
      "**`read` / bare model**",
      cell(readOverBare, (ratio) => ratio.toFixed(2)),
    ),
  ];
}

function memoryTable(memory: MemoryCourse | null): string[] {
  if (memory === null) return ["Memory over many articles was not measured in this run."];
  const { articles, tenths, peakBytes, growth } = memory;
  return [
    `One process over ${whole(articles)} articles (texts, shuffled and repeated, one in eight whole), resident MB in each tenth of them:`,
    "",
    `| ${tenths.map((_, i) => `${(i + 1) * 10} %`).join(" | ")} | peak | last / fifth |`,
    `|${"--:|".repeat(12)}`,
    `| ${tenths.map(megabytes).join(" | ")} | ${megabytes(peakBytes)} | ${growth.toFixed(2)} |`,
  ];
}
