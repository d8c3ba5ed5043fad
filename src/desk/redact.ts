import { SaysoError } from "../errors.ts";
import type { Data } from "./data.ts";

/**
 * Takes an article away for good: its bytes in the archive are written over, its text, record and statements leave the
 * database, and a tombstone with the digest and the reason stays. Done again after a crash it finishes what it began.
 *
 * @throws SaysoError E_NOT_FOUND.
 */
export async function redact(id: string, reason: string, data: Data): Promise<string> {
  const { store, archive } = data;
  const article = await store.article(id);
  if (article === undefined) throw new SaysoError("E_NOT_FOUND", `there is no article ${id}`);
  const page = article.pageId === null ? undefined : await store.page(article.pageId);
  const holder = page === undefined ? undefined : await store.pageWithBytes(page.sha256);
  if (holder?.address != null) await archive.remove(holder.id, holder.address, data.now());
  await store.redact(article.digest, reason, data.now());
  return article.digest;
}
