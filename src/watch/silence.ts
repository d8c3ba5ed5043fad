/** Times at which a source brought something new that are remembered. */
export const YIELDS_KEPT = 20;
/** Gaps between them from which a rhythm is told. */
const FEWEST_GAPS = 3;
/** How many usual gaps a source may be still before it is called silent: a night and a weekend are several. */
const GAPS_OF_SILENCE = 8;
/** Seconds below which nobody is called silent, above which everybody is, and what counts without a rhythm. */
const LEAST_SECONDS = 12 * 3600;
const MOST_SECONDS = 90 * 86_400;
const UNKNOWN_SECONDS = 7 * 86_400;

/** What a source's stillness means. */
export interface Silence {
  /** Seconds since it brought something new, or since it was added. */
  readonly stillSeconds: number;
  /** The median time between two new things, in seconds; null when too little came to tell. */
  readonly usualSeconds: number | null;
}

/** Whether a source stopped yielding: null while it is as still as it usually is. Times in milliseconds since 1970, oldest first. */
export function silenceOf(yieldsMs: readonly number[], addedMs: number, nowMs: number): Silence | null {
  const stillSeconds = (nowMs - (yieldsMs.at(-1) ?? addedMs)) / 1000;
  const gaps = yieldsMs.slice(1).map((at, index) => (at - (yieldsMs[index] ?? at)) / 1000);
  const usualSeconds = gaps.length < FEWEST_GAPS ? null : (gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? null);
  const limit = usualSeconds === null ? UNKNOWN_SECONDS : Math.min(Math.max(usualSeconds * GAPS_OF_SILENCE, LEAST_SECONDS), MOST_SECONDS);
  return stillSeconds > limit ? { stillSeconds, usualSeconds } : null;
}
