import type { Line } from "./corpora.ts";
import { openPipe, readCommand } from "./pipe.ts";
import { median } from "./sides.ts";

/** Memory of one process that reads many articles, in bytes. */
export interface MemoryCourse {
  readonly articles: number;
  /** Median resident memory in each tenth of the articles; the first tenth holds the start. */
  readonly tenths: readonly number[];
  readonly peakBytes: number;
  /**
   * Last tenth over fifth tenth: 1 where memory is flat. In the first thousands of articles V8 still gives its young
   * generations more room, by 16 and 32 MiB at a time.
   */
  readonly growth: number;
}

/** Articles sent at once, and between two looks at the memory. */
const ROUND = 32;
/** Of the articles, one in so many is sent whole; of the others the beginning, so that 10,000 take a quarter of an hour. */
const WHOLE_ONE_IN = 8;
/** Characters of a beginning: about 100 words. */
const BEGINNING_LENGTH = 600;
/** Fewer articles do not give two looks in each tenth. */
const LEAST_ARTICLES = 20 * ROUND;

/**
 * Sends `articles` texts, drawn from `lines` in a shuffled order that is the same in each run, through one pipe.
 *
 * @throws Error when `articles` are too few to tell.
 */
export async function memoryCourse(lines: readonly Line[], articles: number, progress: (done: number) => void): Promise<MemoryCourse> {
  if (articles < LEAST_ARTICLES) throw new Error(`memory shows over ${LEAST_ARTICLES} articles and more, not over ${articles}`);
  const beginnings = lines.map(beginning);
  const wholes = shuffled(lines.map(({ json }) => json));
  const parts = shuffled(beginnings);
  const article = (_: unknown, i: number): string => (i % WHOLE_ONE_IN === 0 ? wholes() : parts());
  await using pipe = openPipe(readCommand(1), false);
  const seen: number[] = [];
  for (let done = 0; done < articles; done += ROUND) {
    await pipe.exchange(Array.from({ length: Math.min(ROUND, articles - done) }, article));
    seen.push(pipe.usage().memoryBytes ?? Number.NaN);
    progress(Math.min(done + ROUND, articles));
  }
  const tenths = Array.from({ length: 10 }, (_, i) =>
    median(seen.slice(Math.floor((i * seen.length) / 10), Math.floor(((i + 1) * seen.length) / 10))),
  );
  return {
    articles,
    tenths,
    peakBytes: pipe.usage().peakMemoryBytes ?? Number.NaN,
    growth: (tenths[9] ?? Number.NaN) / (tenths[4] ?? Number.NaN),
  };
}

function beginning({ json }: Line): string {
  const value = JSON.parse(json) as { text?: string };
  return JSON.stringify({ ...value, text: value.text?.slice(0, BEGINNING_LENGTH) });
}

/** Draws without end: all values in a new order, again and again. */
function shuffled<T>(values: readonly T[]): () => T {
  let state = 1;
  let left: T[] = [];
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return () => {
    if (left.length === 0) left = [...values];
    const [drawn] = left.splice(random(left.length), 1);
    if (drawn === undefined) throw new Error("nothing to draw from");
    return drawn;
  };
}
