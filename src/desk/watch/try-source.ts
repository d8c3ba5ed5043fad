import { type Failure, failure, toFailure } from "../../errors.ts";
import type { Feed, FeedEntry, FeedReading } from "../../feed/feed.ts";
import { type Answer, validatorsOf } from "../../fetch/asked.ts";
import type { Source } from "../../record/source.ts";
import type { Listed } from "../../store/sources.ts";
import { freshSeconds, retryAfterSeconds } from "../../watch/headers.ts";
import { type Policy, policyOf } from "../../watch/policy.ts";
import { REASONS, type Reason, reasonOfCode, reasonOfStatus } from "../../watch/reason.ts";
import { secondsToNextTry, type Tried } from "../../watch/schedule.ts";
import { jobFor } from "./article-jobs.ts";
import { type HealthKeeper, stateOf, type WatchState } from "./health.ts";
import { timeAt, type WatchParts } from "./parts.ts";

/** Entries of one try that are asked for, the newest first; more come only from a sitemap that is read for the first time. */
const MOST_FRESH = 300;
/** Sitemaps of one index that are read in one try, and indexes inside each other. */
const MOST_SITEMAPS = 25;
const DEEPEST_INDEX = 2;

/** What one try brought. */
type Brought =
  | {
      readonly ok: true;
      readonly entries: readonly FeedEntry[];
      readonly tried: Tried;
      readonly state: Partial<WatchState>;
      /** Where the source has moved for good. */
      readonly movedTo: string | undefined;
    }
  | { readonly ok: false; readonly reason: Reason; readonly failure: Failure; readonly retryAfterSeconds: number | null };

/**
 * Asks a source once: what is new becomes jobs, how it went becomes its health. Killed at any point, it loses nothing:
 * an entry is marked as seen only when its job is there.
 */
export async function trySource({ source, health }: Listed, parts: WatchParts, keeper: HealthKeeper): Promise<void> {
  const { clock, random } = parts;
  const policy = policyOf(source.settings);
  const before = stateOf(health);
  const brought = await askSource({ source, health }, policy, before, parts);
  const triedAt = timeAt(clock.now());
  if (!brought.ok) {
    const failures = health.failures + 1;
    const tried: Tried = { ok: false, reason: brought.reason, retryAfterSeconds: brought.retryAfterSeconds, failures };
    const nextTryAt = later(clock.now(), secondsToNextTry(tried, policy, random()));
    const state = { reason: brought.reason };
    await keeper.change(source.id, () => ({
      health: { lastTriedAt: triedAt, failures, lastFailure: brought.failure, nextTryAt: nextTryAt ?? NEVER },
      state,
    }));
    parts.onEvent({ kind: "tried", source, fresh: 0, failed: { reason: brought.reason, failure: brought.failure }, nextTryAt });
    return;
  }
  const fresh = await noteEntries(source.id, brought.entries, policy, parts);
  const nextTryAt = later(clock.now(), secondsToNextTry(brought.tried, policy, random())) ?? NEVER;
  await keeper.change(source.id, () => ({
    health: { lastTriedAt: triedAt, lastSuccessAt: triedAt, failures: 0, lastFailure: null, nextTryAt },
    state: { ...brought.state, reason: null, movedTo: null },
  }));
  if (brought.movedTo !== undefined) await move(source, brought.movedTo, parts, keeper);
  parts.onEvent({ kind: "tried", source, fresh, failed: null, nextTryAt });
}

/** The next try of a source that is not asked again; the store takes a missing time for one that is due. */
export const NEVER = "9999-12-31T23:59:59.999Z";

const later = (nowMs: number, seconds: number | null): string | null => (seconds === null ? null : timeAt(nowMs + seconds * 1000));

async function askSource({ source }: Listed, policy: Policy, before: WatchState, parts: WatchParts): Promise<Brought> {
  const now = timeAt(parts.clock.now());
  if (source.kind === "page") {
    const entry = { id: `${source.url} ${now}`, url: source.url, title: null, publishedAt: null, modifiedAt: null };
    return { ok: true, entries: [entry], tried: { ok: true, freshSeconds: null, everySeconds: null }, state: {}, movedTo: undefined };
  }
  try {
    const answer = await parts.asker.ask(source.url, policy, {
      kind: "feed",
      ...(before.validators === null ? {} : { validators: before.validators }),
    });
    const fresh = freshSeconds(answer.headers);
    const { movedTo } = answer;
    if (answer.status === 304)
      return { ok: true, entries: [], tried: { ok: true, freshSeconds: fresh, everySeconds: null }, state: {}, movedTo };
    const reading = readingOf(answer, parts);
    if (!reading.ok) return refusedBy(answer, reading.message, parts.clock.now());
    const sitemaps = { ...before.sitemaps };
    const entries = [...reading.feed.entries, ...(await entriesOfIndex(reading.feed, sitemaps, policy, parts, 1))];
    const tried: Tried = { ok: true, freshSeconds: fresh, everySeconds: reading.feed.everySeconds };
    return { ok: true, entries, tried, state: { validators: validatorsOf(answer), problems: reading.feed.problems, sitemaps }, movedTo };
  } catch (thrown) {
    const found = toFailure(thrown);
    return { ok: false, reason: reasonOfCode(found.code), failure: found, retryAfterSeconds: null };
  }
}

const readingOf = ({ page }: Answer, { feeds }: WatchParts): FeedReading =>
  page === null ? { ok: false, message: "" } : feeds.read({ bytes: page.bytes, headers: page.headers, url: page.url });

function refusedBy({ status, statusText, headers, page, url }: Answer, message: string, nowMs: number): Brought {
  const reason = page === null ? reasonOfStatus(status, headers) : "not-a-feed";
  const found =
    page === null
      ? failure("E_HTTP_STATUS", `${url}: ${REASONS[reason]}: the server answered ${status} ${statusText.slice(0, 80)}`.trimEnd())
      : failure("E_FEED", `${url}: ${message}`);
  return { ok: false, reason, failure: found, retryAfterSeconds: retryAfterSeconds(headers, nowMs) };
}

/**
 * A source that moved for good, and brought something readable from there, is asked there from now on. Where another
 * source has that address already, this one is not asked any more.
 */
async function move(source: Source, url: string, { data, clock }: WatchParts, keeper: HealthKeeper): Promise<void> {
  const { sources } = data.store;
  if (await sources.move(source.id, url)) {
    const former = { url: source.url, until: timeAt(clock.now()) };
    await keeper.change(source.id, (_, { formerly }) => ({ state: { formerly: [...formerly, former].slice(-FORMER_KEPT) } }));
  } else await keeper.change(source.id, () => ({ health: { nextTryAt: NEVER }, state: { movedTo: url } }));
}

/** Former addresses that are remembered of a source. */
const FORMER_KEPT = 20;

/** Entries of the sitemaps of an index that say that they changed, or do not say; the last changed first. One that fails is tried again. */
async function entriesOfIndex(
  feed: Feed,
  seen: Record<string, string>,
  policy: Policy,
  parts: WatchParts,
  depth: number,
): Promise<readonly FeedEntry[]> {
  if (depth > DEEPEST_INDEX) return [];
  const changed = feed.sitemaps
    .filter(({ url, modifiedAt }) => modifiedAt === null || seen[url] !== modifiedAt)
    .toSorted((one, other) => (other.modifiedAt ?? "").localeCompare(one.modifiedAt ?? ""))
    .slice(0, MOST_SITEMAPS);
  const entries: FeedEntry[] = [];
  for (const { url, modifiedAt } of changed) {
    const reading = await parts.asker.ask(url, policy, { kind: "feed" }).then((answer) => readingOf(answer, parts), notRead);
    if (!reading.ok) continue;
    entries.push(...reading.feed.entries, ...(await entriesOfIndex(reading.feed, seen, policy, parts, depth + 1)));
    if (modifiedAt !== null) seen[url] = modifiedAt;
  }
  return entries;
}

const notRead = (thrown: unknown): FeedReading => ({ ok: false, message: toFailure(thrown).message });

/** Makes jobs of the entries that the source had never shown; gives their number. An entry that says that it changed is new. */
async function noteEntries(id: string, entries: readonly FeedEntry[], policy: Policy, parts: WatchParts): Promise<number> {
  const { sources } = parts.data.store;
  const dateOf = ({ publishedAt, modifiedAt }: FeedEntry): string => publishedAt ?? modifiedAt ?? "";
  const newest = entries.toSorted((one, other) => dateOf(other).localeCompare(dateOf(one)));
  const byKey = new Map(newest.map((entry) => [`${entry.id} ${entry.url} ${entry.modifiedAt ?? ""}`, entry.url]));
  const unseen = await sources.unseen(id, [...byKey.keys()]);
  const urls = new Set(unseen.slice(0, MOST_FRESH).flatMap((key) => byKey.get(key) ?? []));
  await addJobs([...urls], id, policy, parts);
  await sources.noteSeen(id, unseen, timeAt(parts.clock.now()));
  return urls.size;
}

/** Jobs for addresses, those of one host one gap apart. */
async function addJobs(urls: readonly string[], sourceId: string, policy: Policy, { data, clock, asker }: WatchParts): Promise<void> {
  const slots = new Map<string, number>();
  const now = timeAt(clock.now());
  const jobs = urls.map((url) => {
    const host = URL.parse(url)?.hostname ?? "";
    const slot = slots.get(host) ?? Math.max(clock.now(), asker.restsUntil(url));
    slots.set(host, slot + asker.gapMs(url, policy));
    return jobFor({ url, sourceId, visit: 0, validators: null }, timeAt(slot));
  });
  await data.store.jobs.add(jobs, now);
}
