import type { Source } from "../record/source.ts";
import { policyOf } from "../watch/policy.ts";
import type { Data } from "./data.ts";
import { redact } from "./redact.ts";

/** Articles that have been kept as long as they may. */
export interface Expiry {
  /** The source that brought them; `null` for all that were stored before. */
  readonly source: Source | null;
  /** Stored before this time; RFC 3339 in UTC. */
  readonly before: string;
  /** The reason that their tombstones will give. */
  readonly reason: string;
  readonly digests: readonly string[];
}

/** What may not be kept any longer: by `retain` of each source, or everything that was stored so many seconds ago or earlier. */
export async function expiries(data: Data, olderThanSeconds?: number): Promise<readonly Expiry[]> {
  const { store } = data;
  if (olderThanSeconds !== undefined) return [await expiryOf(null, olderThanSeconds, data)];
  const found: Expiry[] = [];
  for (const { source } of await store.sources.all()) {
    const { retainSeconds } = policyOf(source.settings);
    if (retainSeconds !== null) found.push(await expiryOf(source, retainSeconds, data));
  }
  return found.filter(({ digests }) => digests.length > 0);
}

async function expiryOf(source: Source | null, seconds: number, data: Data): Promise<Expiry> {
  const before = new Date(Date.parse(data.now()) - seconds * 1000).toISOString();
  const reason = `kept for ${daysWords(seconds)}, as ${source === null ? "was asked" : "its source says"}`;
  return { source, before, reason, digests: await data.store.storedBefore(before, source?.id) };
}

/** Takes away what has expired, and leaves tombstones, so that it is not taken in again. Gives how many went. */
export async function expire(expired: readonly Expiry[], data: Data): Promise<number> {
  let gone = 0;
  for (const { digests, reason } of expired)
    for (const digest of digests) {
      await redact(digest, reason, data);
      gone++;
    }
  return gone;
}

const DAY_SECONDS = 86_400;

function daysWords(seconds: number): string {
  const days = Math.round(seconds / DAY_SECONDS);
  return days < 1 ? `${Math.round(seconds)} seconds` : days === 1 ? "a day" : `${days} days`;
}
