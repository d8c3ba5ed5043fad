import type { Failure } from "../errors.ts";
import type { DeadLetter, Job, NewJob } from "../record/job.ts";

/**
 * A queue that survives its workers. A job is held under a lease; a worker that dies lets the lease run out, and the job
 * is given to another. An attempt is counted when the work on a job begins, so that a lease that ends unbegun costs none. All times are RFC 3339 in UTC, by the clocks of the workers, so
 * that leases must be much longer than those clocks may differ.
 */
export interface JobStore {
  /** Adds jobs that do not wait or run yet; gives how many were new. */
  add(jobs: readonly NewJob[], now: string): Promise<number>;
  /** Takes jobs that are due, the longest waiting first; those whose lease ran out too. */
  lease(asked: LeaseAsked): Promise<readonly Job[]>;
  /** Counts an attempt as the work begins, and gives how many there are with it; `undefined` when the lease was lost: the worker must drop the job. */
  begin(id: number, worker: string): Promise<number | undefined>;
  /** Holds a job longer. False when the lease was lost: the worker must drop the job. */
  extend(id: number, worker: string, until: string): Promise<boolean>;
  /** Takes a finished job away. False when the lease was lost. */
  finish(id: number, worker: string): Promise<boolean>;
  /** Gives a job back, to be tried again from `retryAt` on; a dead letter when its attempts are used up or `retryAt` is null. */
  fail(id: number, worker: string, failure: Failure, retryAt: string | null, now: string): Promise<boolean>;
  dead(): Promise<readonly DeadLetter[]>;
  /** Makes a dead letter a waiting job again, with no attempt counted. */
  revive(id: number, now: string): Promise<boolean>;
  counts(now: string): Promise<JobCounts>;
}

/** What a worker asks for. */
export interface LeaseAsked {
  /** Who asks: unique among all workers. */
  readonly worker: string;
  readonly kinds: readonly string[];
  readonly count: number;
  readonly now: string;
  /** When the lease ends. */
  readonly until: string;
}

export interface JobCounts {
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
}
