import type { ArchivedPage } from "../archive/parse.ts";
import { SaysoError } from "../errors.ts";
import type { KeptPage } from "../record/kept-page.ts";
import type { Data } from "./data.ts";

/**
 * The record of a page, with the bytes of the page that it repeats where it is a `revisit`. `undefined` when only the
 * digest is kept. @throws SaysoError E_ARCHIVE when the bytes are not what they were.
 */
export async function archivedPage(page: KeptPage, { store, archive }: Data): Promise<ArchivedPage | undefined> {
  if (page.address === null) return undefined;
  const own = archive.read(page.address);
  if (own.sha256 !== page.sha256) throw wrong(page, "the archive has other bytes there");
  if (page.sameAs === null) return own;
  const holder = await store.page(page.sameAs);
  if (holder?.address == null) throw wrong(page, "the page that it repeats has no bytes");
  const { payload, sha256 } = archive.read(holder.address);
  if (sha256 !== page.sha256) throw wrong(page, "the page that it repeats has other bytes");
  return { ...own, payload };
}

const wrong = ({ id }: KeptPage, what: string): SaysoError => new SaysoError("E_ARCHIVE", `page ${id.slice(0, 16)}: ${what}`);
