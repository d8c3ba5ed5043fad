import { setTimeout as wait } from "node:timers/promises";
import { toRecord } from "../article/record.ts";
import { SaysoError, toFailure } from "../errors.ts";
import type { Job } from "../record/job.ts";
import { articleFrom } from "./article-from.ts";
import { RECORD_LAYERS } from "./attributed.ts";
import type { Data } from "./data.ts";
import type { Desk } from "./desk.ts";
import { READ_JOB } from "./ingest.ts";

/** How work is done on the jobs of a data folder. */
export interface WorkOptions {
  /** Unique among all workers, on all machines. */
  readonly worker: string;
  /** Ends after the jobs in hand when it is aborted. */
  readonly signal: AbortSignal;
  /** Whether to end when no job is due, rather than to wait for one. */
  readonly untilIdle: boolean;
  /** How long a job is held before another worker may take it, in seconds; many times what an article takes. */
  readonly leaseSeconds?: number;
  readonly onDone?: (job: Job, failure: string | null) => void;
}

const LEASE_SECONDS = 120;
/** Parts of a lease after which it is prolonged while the work goes on. */
const BEATS_PER_LEASE = 3;
/** Jobs taken at once: few, so that several workers share what there is. */
const JOBS_AT_ONCE = 4;
/** Seconds between two looks at an empty queue. */
const IDLE_SECONDS = 2;
/** Seconds before a failed job is tried again, doubled with each attempt. */
const RETRY_SECONDS = 30;

/** Works on jobs until it is stopped or, with `untilIdle`, until none is due. Gives how many were done. */
export async function work(data: Data, desk: Desk, options: WorkOptions): Promise<number> {
  const { worker, signal, untilIdle, leaseSeconds = LEASE_SECONDS } = options;
  let done = 0;
  while (!signal.aborted) {
    const until = after(data.now(), leaseSeconds);
    const jobs = await data.store.jobs.lease({ worker, kinds: [READ_JOB], count: JOBS_AT_ONCE, now: data.now(), until });
    if (jobs.length > 0) done += await workOn(jobs, data, desk, { ...options, leaseSeconds });
    else if (untilIdle) return done;
    else await wait(IDLE_SECONDS * 1000, undefined, { signal }).catch(() => {});
  }
  return done;
}

const after = (time: string, seconds: number): string => new Date(Date.parse(time) + seconds * 1000).toISOString();

/** Works on jobs while a heart beats for them: a worker that stops beating loses them to others. */
async function workOn(
  jobs: readonly Job[],
  data: Data,
  desk: Desk,
  options: WorkOptions & { readonly leaseSeconds: number },
): Promise<number> {
  const { worker, leaseSeconds, onDone } = options;
  const held = new Set(jobs.map(({ id }) => id));
  const beat = setInterval(
    () => {
      for (const id of held) data.store.jobs.extend(id, worker, after(data.now(), leaseSeconds)).catch(() => {});
    },
    (leaseSeconds * 1000) / BEATS_PER_LEASE,
  );
  let done = 0;
  try {
    for (const leased of jobs) {
      const attempts = await data.store.jobs.begin(leased.id, worker);
      if (attempts === undefined) {
        held.delete(leased.id);
        continue;
      }
      const job = { ...leased, attempts };
      const failure = await readOne(job, data, desk).then(() => null, toFailure);
      const retryAt = after(data.now(), RETRY_SECONDS * 2 ** (job.attempts - 1));
      const isMine =
        failure === null
          ? await data.store.jobs.finish(job.id, worker)
          : await data.store.jobs.fail(job.id, worker, failure, retryAt, data.now());
      held.delete(job.id);
      if (isMine && failure === null) done++;
      onDone?.(job, failure === null ? null : `${failure.code}: ${failure.message}`);
    }
  } finally {
    clearInterval(beat);
  }
  return done;
}

/** Reads one stored article. What was taken away meanwhile needs no reading. */
async function readOne({ payload }: Job, data: Data, desk: Desk): Promise<void> {
  const digest = digestOf(payload);
  const kept = await data.store.article(digest);
  if (kept?.record == null) {
    if ((await data.store.redacted([digest])).has(digest) || kept !== undefined) return;
    throw new SaysoError("E_NOT_FOUND", `article ${digest} is not stored yet`);
  }
  const [outcome] = await desk.attribute([articleFrom(kept.record)], RECORD_LAYERS);
  if (outcome === undefined) throw new SaysoError("E_INTERNAL", "the pipeline gave no answer");
  if (!outcome.ok) throw new SaysoError(outcome.error.code, outcome.error.message, { hint: outcome.error.hint });
  const record = toRecord(outcome.article, kept.record.id);
  await data.store.keep([{ page: null, record, keep: kept.keep, sourceId: null }], data.now());
}

function digestOf(payload: Job["payload"]): string {
  const digest = typeof payload === "object" && payload !== null && "digest" in payload ? payload["digest"] : undefined;
  if (typeof digest === "string") return digest;
  throw new SaysoError("E_FIELD", "the job names no article");
}
