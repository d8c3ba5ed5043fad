import type { Kysely } from "kysely";
import { chunks, type WithRecord } from "./batch.ts";
import type { Keeping } from "./store.ts";
import type { Tables } from "./tables.ts";

/** What an address showed from some moment on. */
interface Entry {
  readonly url: string;
  readonly at: string;
  readonly digest: string;
  readonly extractor: string | null;
}

/**
 * Notes what each address shows, where that is another thing than what it showed before, and gives those that are
 * revisions: whose address showed something else at any time.
 */
export async function histories(db: Kysely<Tables>, wanted: readonly WithRecord[], now: string): Promise<ReadonlySet<Keeping>> {
  const told = await toldOf(db, wanted);
  const [added, dropped] = [new Set<Entry>(), new Set<Entry>()];
  const revisions = new Set<Keeping>();
  for (const keeping of wanted) {
    const { record, page } = keeping;
    if (record.meta.url === null) continue;
    const entry = { url: record.meta.url, at: page?.fetchedAt ?? now, digest: record.digest, extractor: record.made["text"] ?? null };
    const others = told.get(entry.url) ?? [];
    if (isTold(others, entry, page?.fetchedAt != null)) continue;
    if (others.some(({ digest }) => digest !== entry.digest)) revisions.add(keeping);
    const after = others.find(({ at }) => at > entry.at);
    const same = after?.digest === entry.digest ? after : undefined;
    if (same !== undefined && !added.delete(same)) dropped.add(same);
    added.add(entry);
    told.set(entry.url, inOrder([...others.filter((one) => one !== same), entry]));
  }
  for (const { url, at, digest } of dropped)
    await db.deleteFrom("revisions").where("url", "=", url).where("at", "=", at).where("digest", "=", digest).execute();
  for (const some of chunks([...added])) await db.insertInto("revisions").values(some).execute();
  return revisions;
}

/** Stable, so that of two at the same moment the one that was noted first stays first. */
const inOrder = (entries: readonly Entry[]): readonly Entry[] => entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

async function toldOf(db: Kysely<Tables>, wanted: readonly WithRecord[]): Promise<Map<string, readonly Entry[]>> {
  const urls = [...new Set(wanted.flatMap(({ record }) => (record.meta.url === null ? [] : [record.meta.url])))];
  const told = new Map<string, Entry[]>();
  for (const some of chunks(urls)) {
    const rows = await db
      .selectFrom("revisions")
      .select(["url", "at", "digest", "extractor"])
      .where("url", "in", some)
      .orderBy("at")
      .orderBy("number")
      .execute();
    for (const row of rows) told.set(row.url, [...(told.get(row.url) ?? []), row]);
  }
  return told;
}

/**
 * Whether the history says already that the address shows this then. What was not fetched has no time of its own: the
 * same file added again says nothing new, whatever else was added under its address since.
 */
function isTold(others: readonly Entry[], { digest, at }: Entry, isFetched: boolean): boolean {
  const same = others.filter((one) => one.digest === digest);
  if (!isFetched) return same.length > 0;
  return same.some((one) => one.at === at) || others.findLast((one) => one.at <= at)?.digest === digest;
}
