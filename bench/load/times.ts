/** Milliseconds of one question. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
}

/** Asks one item after another; how long the middle one and the slowest but one in a hundred took. */
export async function timed(items: readonly string[], ask: (item: string) => unknown): Promise<Times> {
  const times: number[] = [];
  for (const item of items) {
    const begun = performance.now();
    await ask(item);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
