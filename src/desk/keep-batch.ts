import { hash } from "node:crypto";
import type { ArticleRecord } from "../article/record.ts";
import { type Keep, type KeptPage, keptPageId } from "../record/kept-page.ts";
import type { Keeping, KeptStatus } from "../store/store.ts";
import type { Data } from "./data.ts";
import type { TakenPage } from "./taken-page.ts";

/** What is to be kept together. */
export interface KeepRequest {
  readonly page: TakenPage | null;
  /** `null` when the page gave no article. */
  readonly record: ArticleRecord | null;
}

/**
 * Keeps pages and records: bytes first, flushed to the disk, then everything that refers to them in one transaction. What
 * is kept by policy or was taken away before is not archived. A page without article is kept only when it was fetched.
 */
export async function keepBatch(
  requests: readonly KeepRequest[],
  data: Data,
  { keep, sourceId }: { keep: Keep; sourceId: string | null },
): Promise<readonly KeptStatus[]> {
  const gone = await data.store.redacted(requests.flatMap(({ record }) => (record === null ? [] : [record.digest])));
  const holders = new Map<string, KeptPage>();
  const batch: Keeping[] = [];
  for (const { page, record } of requests) {
    const isWanted = page !== null && (record !== null || page.fetchedAt !== null);
    const hasBytes = keep === "text" && !(record !== null && gone.has(record.digest));
    batch.push({ page: isWanted ? await archived(page, data, hasBytes, holders) : null, record, keep, sourceId });
  }
  await data.archive.sync();
  return data.store.keep(batch, data.now());
}

/** The page with its place in the archive, where it is put unless it is there already. */
async function archived(page: TakenPage, data: Data, hasBytes: boolean, holders: Map<string, KeptPage>): Promise<KeptPage> {
  const sha256 = hash("sha256", page.bytes);
  const id = keptPageId(page.url, page.fetchedAt, sha256);
  const known = await data.store.page(id);
  if (known !== undefined) return known;
  const contentType = page.headers["content-type"] ?? null;
  const kept = { id, sha256, url: page.url, fetchedAt: page.fetchedAt, contentType };
  if (!hasBytes) return { ...kept, address: null, sameAs: null };
  const holder = holders.get(sha256) ?? (await data.store.pageWithBytes(sha256));
  if (holder?.id === id) return holder;
  const address = data.archive.append({
    ...page,
    id,
    sha256,
    date: page.fetchedAt ?? data.now(),
    isFetched: page.fetchedAt !== null,
    sameAs: holder === undefined ? null : { id: holder.id, url: holder.url, date: holder.fetchedAt },
  });
  const made = { ...kept, address, sameAs: holder?.id ?? null };
  if (holder === undefined) holders.set(sha256, made);
  return made;
}
