/** Buckets of distance on each side; a table of distances has twice as many rows. */
export const BUCKETS = 20;
/** Up to this many words every distance has a bucket of its own; beyond, two a doubling, and everything further in the last. */
const EXACT_WORDS = 8;

/** The row of a table for a signed distance in words: before (negative), the same word (0), or after. */
export function distanceBucket(words: number): number {
  const away = Math.abs(words);
  const bucket = away < KNOWN.length ? (KNOWN[away] as number) : bucketOf(away);
  return words < 0 ? BUCKETS - 1 - bucket : BUCKETS + bucket;
}

function bucketOf(away: number): number {
  const near = away <= EXACT_WORDS ? away : EXACT_WORDS + Math.min(10, Math.floor(2 * Math.log2(away / EXACT_WORDS)) + 1);
  return Math.min(near, BUCKETS - 1);
}

/** Buckets of the distances that occur within a window. */
const KNOWN = Uint8Array.from({ length: 512 }, (_, away) => bucketOf(away));
