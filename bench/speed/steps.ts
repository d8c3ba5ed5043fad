import type { Article } from "../../src/article/article.ts";
import { type Bench, openBench } from "./bare.ts";
import { openPipe, pinThisProcess, readCommand } from "./pipe.ts";
import type { ReadCorpus } from "./rates.ts";
import { compare, median, type Side, type Timing } from "./sides.ts";
import { ownCpuSeconds } from "./usage.ts";

/** What `read` takes for all articles of a corpus on one core, its steps, and the bare model beside it. */
export interface StepTimes {
  /** CPU seconds of the command `extract`; `null` for texts. */
  readonly extract: number | null;
  /** CPU seconds of each step of the pipeline, by its name. */
  readonly steps: ReadonlyMap<string, number>;
  readonly read: Timing;
  /** The model alone on every window that `read` gives it. */
  readonly bare: Timing;
}

/** Articles in one piece of a comparison: as many as the command line gives to the model at once. */
const PIECE = 16;

/** Measures all sides in turn, on one core where the system can bind programs to one. */
export async function stepTimes(corpus: ReadCorpus, withExtract: boolean, rounds: number): Promise<StepTimes> {
  pinThisProcess();
  const bench = await openBench();
  await using read = openPipe(readCommand(1), true);
  await using extract = withExtract ? openPipe(["extract", "-", "--from", "ndjson", "--format", "ndjson", "--quiet"], true) : null;
  const pieces = cut(corpus);
  const noted: StepSeconds[] = [];
  const sides = [
    pipeSide("read", read, pieces),
    ...(await benchSides(bench, corpus.articles, pieces, noted)),
    ...(extract === null ? [] : [pipeSide("extract", extract, pieces)]),
  ];
  const timings = await compare(sides, pieces.length, rounds);
  await bench.close();
  const timing = (name: string): Timing => timings.get(name) ?? { wallSeconds: Number.NaN, cpuSeconds: Number.NaN };
  return {
    extract: extract === null ? null : timing("extract").cpuSeconds,
    steps: stepMedians(noted, pieces.length),
    read: timing("read"),
    bare: timing("bare"),
  };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** CPU seconds of each step in one run of the pipeline over one piece. */
type StepSeconds = Map<string, number>;

function cut({ lines }: ReadCorpus): readonly Piece[] {
  return Array.from({ length: Math.ceil(lines.length / PIECE) }, (_, i) => {
    const [from, to] = [i * PIECE, Math.min((i + 1) * PIECE, lines.length)];
    return { from, to, lines: lines.slice(from, to).map(({ json }) => json) };
  });
}

function pipeSide(name: string, pipe: ReturnType<typeof openPipe>, pieces: readonly Piece[]): Side {
  return {
    name,
    cpuSeconds: () => pipe.usage().cpuSeconds,
    run: async (index) => {
      await pipe.exchange(pieces[index]?.lines ?? []);
    },
  };
}

async function benchSides(bench: Bench, articles: readonly Article[], pieces: readonly Piece[], noted: StepSeconds[]): Promise<Side[]> {
  const all = await bench.runsOf(articles);
  const side = (name: string, run: (piece: Piece) => Promise<void>): Side => ({
    name,
    cpuSeconds: ownCpuSeconds,
    run: async (index) => {
      const piece = pieces[index];
      if (piece !== undefined) await run(piece);
    },
  });
  return [
    side("bare", ({ from, to }) => bench.bare(all.slice(from, to).flat())),
    side("pipeline", async ({ from, to }) => {
      const seconds: StepSeconds = new Map();
      await bench.pipeline(articles.slice(from, to), (step, taken) => seconds.set(step, (seconds.get(step) ?? 0) + taken));
      noted.push(seconds);
    }),
  ];
}

/** Medians over the rounds of each step's seconds for all pieces; the first round warmed up. */
function stepMedians(noted: readonly StepSeconds[], pieces: number): ReadonlyMap<string, number> {
  const rounds = Array.from({ length: noted.length / pieces }, (_, i) => noted.slice(i * pieces, (i + 1) * pieces)).slice(1);
  const names = [...(noted[0]?.keys() ?? [])];
  const sum = (round: readonly StepSeconds[], name: string): number =>
    round.reduce((total, seconds) => total + (seconds.get(name) ?? 0), 0);
  return new Map(names.map((name) => [name, median(rounds.map((round) => sum(round, name)))]));
}
