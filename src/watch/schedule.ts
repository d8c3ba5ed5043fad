import type { Policy } from "./policy.ts";
import type { Reason } from "./reason.ts";

/** Seconds between two tries of a source that does not say how often: floor, what is taken without a word, and ceiling. */
export const FLOOR_SECONDS = 15 * 60;
export const USUAL_SECONDS = 60 * 60;
export const CEILING_SECONDS = 24 * 60 * 60;

/** How much a time is stretched or shrunk at random, so that sources added together are not asked together for ever. */
const JITTER = 0.1;

/** What became of a try, as far as the next one depends on it. */
export type Tried =
  | {
      readonly ok: true;
      /** Seconds for which the server says that nothing changes. */
      readonly freshSeconds: number | null;
      /** Seconds after which the feed asks to be read again. */
      readonly everySeconds: number | null;
    }
  | {
      readonly ok: false;
      readonly reason: Reason;
      readonly retryAfterSeconds: number | null /** In a row, this one included. */;
      readonly failures: number;
    };

/**
 * Seconds until a source is asked again, or null when it is not. `random` is in [0, 1).
 *
 * The source's own policy goes before what server and feed say, and that is heard between a floor and a ceiling only.
 * After failures the time doubles, up to the ceiling; a server that names a time is never asked before it, and one that
 * says that the source is gone for good (410) never again.
 */
export function secondsToNextTry(tried: Tried, policy: Policy, random: number): number | null {
  const factor = 1 - JITTER + 2 * JITTER * random;
  const usual = policy.everySeconds ?? clamped(tried.ok ? wishOf(tried) : FLOOR_SECONDS);
  if (tried.ok) return Math.max(1, usual * factor);
  if (tried.reason === "gone") return null;
  const backOff = Math.min(usual * 2 ** Math.min(tried.failures - 1, 20), Math.max(CEILING_SECONDS, usual));
  const waited = SLOW.has(tried.reason) ? Math.max(backOff, policy.everySeconds ?? CEILING_SECONDS) : backOff;
  return Math.max(1, waited * factor, (tried.retryAfterSeconds ?? 0) * (1 + 2 * JITTER * random));
}

/** Reasons that a day may change but an hour does not. */
const SLOW: ReadonlySet<Reason> = new Set<Reason>(["robots", "address"]);

const wishOf = ({ freshSeconds, everySeconds }: { readonly freshSeconds: number | null; readonly everySeconds: number | null }): number =>
  freshSeconds === null && everySeconds === null ? USUAL_SECONDS : Math.max(freshSeconds ?? 0, everySeconds ?? 0);

const clamped = (seconds: number): number => Math.min(Math.max(seconds, FLOOR_SECONDS), CEILING_SECONDS);

/** Seconds after an article was fetched at which it is asked again: edits come early, corrections within a week. */
const REVISIT_SECONDS = [3600, 4 * 3600, 86_400, 3 * 86_400, 7 * 86_400] as const;

/** Seconds until an article is asked for the `count`-th time again, counted from 0; null when it is left as it is. */
export const secondsToRevisit = (count: number): number | null => REVISIT_SECONDS[count] ?? null;

/** Seconds until a failed request of one article is made again, by the tries made; the first wait is at most a minute. */
export function secondsToRetry(attempts: number, policy: Policy, retryAfter: number | null, random: number): number {
  const first = Math.min(60, policy.everySeconds ?? 60);
  return Math.max(retryAfter ?? 0, Math.min(first * 4 ** Math.max(0, attempts - 1), 6 * 3600)) * (1 + 2 * JITTER * random);
}
