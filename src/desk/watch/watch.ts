import { SaysoError, toFailure } from "../../errors.ts";
import { expire, expiries } from "../expire.ts";
import { FETCH_JOB } from "./article-jobs.ts";
import { createHealthKeeper } from "./health.ts";
import { timeAt, type WatchParts } from "./parts.ts";
import { takeArticle } from "./take-article.ts";
import { trySource } from "./try-source.ts";

export interface WatchOptions {
  /** Ends the watch: what is under way is finished, nothing new is begun. */
  readonly signal: AbortSignal;
  /** Ends by itself when every source that was due was asked and every article that was due was taken. */
  readonly once?: boolean;
  /** Sources and articles under way at once. */
  readonly concurrency?: number;
  /** Milliseconds between two looks for what is due. */
  readonly tickMs?: number;
}

/** Requests under way at once: one or two for each of some dozen hosts, few enough for a laptop's line. */
const CONCURRENCY = 16;
/** Milliseconds: soon enough for people, seldom enough for the database. */
const TICK_MS = 500;
/** Milliseconds for which a job is held: what a killed watch held waits so long. */
const LEASE_MS = 2 * 60_000;
/** Milliseconds between two looks for what may not be kept any longer. */
const EXPIRE_EVERY_MS = 24 * 3_600_000;
/** Milliseconds after which the jobs under way are held longer: several times within a lease. */
const BEAT_MS = LEASE_MS / 4;

/**
 * Asks the sources that are due, and takes the articles that they show, until the signal ends it.
 *
 * @throws SaysoError E_DISK_FULL, E_READ_ONLY, E_STORE, E_STORE_BUSY, E_ARCHIVE when nothing can be stored any more.
 */
export async function watch(
  parts: WatchParts,
  { signal, once = false, concurrency = CONCURRENCY, tickMs = TICK_MS }: WatchOptions,
): Promise<void> {
  const { sources, jobs } = parts.data.store;
  const keeper = createHealthKeeper(sources);
  const running = new Map<string, Promise<void>>();
  const held = new Set<number>();
  const state: { fatal?: unknown } = {};
  const start = (key: string, work: () => Promise<void>): void => {
    const done = work()
      .catch((thrown: unknown) => {
        state.fatal ??= thrown;
      })
      .finally(() => running.delete(key));
    running.set(key, done);
  };
  const isOver = (): boolean => signal.aborted || state.fatal !== undefined;

  const beat = createBeat(parts, held);
  let expiredMs = Number.NEGATIVE_INFINITY;
  const ended = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  while (!isOver()) {
    await beat();
    if (parts.clock.now() - expiredMs >= EXPIRE_EVERY_MS && !running.has("expiry")) {
      expiredMs = parts.clock.now();
      start("expiry", async () => void (await expire(await expiries(parts.data), parts.data)));
    }
    const now = timeAt(parts.clock.now());
    let begun = 0;
    for (const listed of await sources.due(now, concurrency)) {
      const key = `source ${listed.source.id}`;
      if (running.has(key) || running.size >= concurrency) continue;
      begun++;
      start(key, () => trySource(listed, parts, keeper));
    }
    const room = concurrency - running.size;
    const until = timeAt(parts.clock.now() + LEASE_MS);
    const leased = room <= 0 ? [] : await jobs.lease({ worker: parts.worker, kinds: [FETCH_JOB], count: room, now, until });
    for (const job of leased) {
      held.add(job.id);
      start(`job ${job.id}`, () => takeArticle(job, parts, keeper).finally(() => held.delete(job.id)));
    }
    const isIdle = begun + leased.length === 0;
    if (isIdle && once && running.size === 0) break;
    if (running.size >= concurrency) await Promise.race([...running.values(), parts.clock.wait(tickMs), ended]);
    else if (isIdle) await Promise.race([parts.clock.wait(tickMs), ended]);
  }
  while (running.size > 0) {
    await Promise.race([...running.values(), parts.clock.wait(tickMs)]);
    await beat();
  }
  if (state.fatal !== undefined)
    throw state.fatal instanceof SaysoError
      ? state.fatal
      : new SaysoError("E_INTERNAL", toFailure(state.fatal).message, { cause: state.fatal });
}

/** Holds the jobs under way longer, when it is time. A job that was lost to another watch ends as if it had never been. */
function createBeat({ data, clock, worker }: WatchParts, held: ReadonlySet<number>): () => Promise<void> {
  let lastMs = clock.now();
  return async () => {
    if (clock.now() - lastMs < BEAT_MS) return;
    lastMs = clock.now();
    for (const id of held) await data.store.jobs.extend(id, worker, timeAt(lastMs + LEASE_MS));
  };
}
