import { sha256Hex } from "../text/digest.ts";

/** Where one record lies in the archive. */
export interface PageAddress {
  /** Name of a file in the data folder's `pages/`, without any folder. */
  readonly file: string;
  /** First byte of the record's gzip member. */
  readonly offset: number;
  /** Bytes of the gzip member. */
  readonly length: number;
}

/** One page as it was fetched or given, once: the same bytes fetched again are another page that points to the first. */
export interface KeptPage {
  /** SHA-256 of address asked, time and payload digest; see `keptPageId`. */
  readonly id: string;
  /** SHA-256 of the payload: the body's bytes as `extract` read them. */
  readonly sha256: string;
  readonly url: string | null;
  /** RFC 3339 in UTC; `null` when nothing was fetched. */
  readonly fetchedAt: string | null;
  /** As the server or the file's kind says it; `null` when unknown. */
  readonly contentType: string | null;
  /** `null` when only the digest is kept, by policy or after redaction. */
  readonly address: PageAddress | null;
  /** The id of the page that holds the same bytes, when this one is a `revisit`. */
  readonly sameAs: string | null;
}

/** What of a source's articles is kept: the whole text and page, the statements' own words, or digests and metadata alone. */
export const KEEPS = ["text", "snippet", "hash"] as const;
export type Keep = (typeof KEEPS)[number];

/** A page's id: address asked, time and payload digest. */
export const keptPageId = (url: string | null, fetchedAt: string | null, sha256: string): string =>
  sha256Hex(`${url ?? ""}\n${fetchedAt ?? ""}\n${sha256}`);
