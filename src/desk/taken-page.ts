import type { Page } from "../article/page.ts";

/** A page's bytes as they came, with what is known of them. */
export interface TakenPage {
  readonly bytes: Uint8Array;
  /** The address asked, after redirects, else the one that was given beside the input. */
  readonly url: string | null;
  /** RFC 3339 in UTC; `null` when nothing was fetched. */
  readonly fetchedAt: string | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A page that was fetched, or read from another archive. */
export const takenPage = ({ bytes, url, headers, fetchedAt }: Page, givenUrl: string | undefined): TakenPage => ({
  bytes,
  url: url ?? givenUrl ?? null,
  headers,
  fetchedAt: fetchedAt === null ? null : new Date(fetchedAt).toISOString(),
});

/** What was given by hand: its type says how it is to be decoded. */
export const givenPage = (bytes: Uint8Array, contentType: string, givenUrl: string | undefined): TakenPage => ({
  bytes,
  url: givenUrl ?? null,
  headers: { "content-type": contentType },
  fetchedAt: null,
});
