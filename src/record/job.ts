import type { Failure } from "../errors.ts";
import type { Json } from "./source.ts";

/** Work that waits in the database until a worker takes it. */
export interface NewJob {
  /** What is to be done, such as `fetch` or `read`. */
  readonly kind: string;
  /** Unique within the kind while the job waits or runs: the same job added twice is one job. */
  readonly key: string;
  readonly payload: Json;
  /** RFC 3339 in UTC; at once when absent. */
  readonly notBefore?: string;
  /** Tries after which it is a dead letter; 5 when absent. */
  readonly maxAttempts?: number;
}

/** A job that one worker holds until its lease ends. */
export interface Job {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
  readonly payload: Json;
  /** Tries that were begun before this lease. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** RFC 3339 in UTC. */
  readonly leaseUntil: string;
}

/** A job that failed as often as it may, and waits for a person. */
export interface DeadLetter {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
  readonly payload: Json;
  readonly attempts: number;
  readonly failure: Failure;
  /** RFC 3339 in UTC. */
  readonly diedAt: string;
}
