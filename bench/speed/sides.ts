/** One of the things compared: works through piece `index`, and says what it has used so far. */
export interface Side {
  readonly name: string;
  run(index: number): Promise<void>;
  /** CPU seconds used by this side's process so far; `null` where the system does not tell. */
  cpuSeconds(): number | null;
}

/** What one side took for all pieces. */
export interface Timing {
  readonly wallSeconds: number;
  /** Wall seconds where the system does not tell CPU seconds. */
  readonly cpuSeconds: number;
}

/**
 * Runs all sides over all pieces, `rounds` times after one to warm up, and gives medians over the rounds. The sides take
 * turns piece by piece and each time another one begins, so that what the machine does beside falls on all alike.
 */
export async function compare(sides: readonly Side[], pieces: number, rounds: number): Promise<ReadonlyMap<string, Timing>> {
  const timings: ReadonlyMap<string, Timing>[] = [];
  for (let round = 0; round <= rounds; round++) timings.push(await takeTurns(sides, pieces, round));
  const counted = timings.slice(1);
  const middle = (name: string, field: keyof Timing): number => median(counted.map((each) => each.get(name)?.[field] ?? Number.NaN));
  return new Map(sides.map(({ name }) => [name, { wallSeconds: middle(name, "wallSeconds"), cpuSeconds: middle(name, "cpuSeconds") }]));
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

async function takeTurns(sides: readonly Side[], pieces: number, round: number): Promise<ReadonlyMap<string, Timing>> {
  const sums = new Map<string, Timing>();
  for (let piece = 0; piece < pieces; piece++) {
    const first = (piece + round) % sides.length;
    for (const side of [...sides.slice(first), ...sides.slice(0, first)]) {
      const { wallSeconds, cpuSeconds } = await timed(side, piece);
      const sum = sums.get(side.name) ?? { wallSeconds: 0, cpuSeconds: 0 };
      sums.set(side.name, { wallSeconds: sum.wallSeconds + wallSeconds, cpuSeconds: sum.cpuSeconds + cpuSeconds });
    }
  }
  return sums;
}

async function timed(side: Side, piece: number): Promise<Timing> {
  const before = side.cpuSeconds();
  const begun = performance.now();
  await side.run(piece);
  const wallSeconds = (performance.now() - begun) / 1000;
  const after = side.cpuSeconds();
  return { wallSeconds, cpuSeconds: before === null || after === null ? wallSeconds : after - before };
}
