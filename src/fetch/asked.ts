import type { Page } from "../article/page.ts";

/** What is looked for behind an address; it decides which types are taken. */
export type AskedKind = "page" | "feed" | "robots";

/** What an earlier answer said of itself, so that an unchanged one need not be sent again. */
export interface Validators {
  /** The address that gave them, after redirects. */
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** How an address is asked. */
export interface AskOptions {
  /** `page` when absent. */
  readonly kind?: AskedKind;
  readonly validators?: Validators;
  readonly signal?: AbortSignal;
  /**
   * Called before each request, redirects included, once its address was checked; waits until it may be made and gives a
   * function that is called when it is over. Throws to forbid it.
   */
  readonly admit?: (url: URL) => Promise<() => void>;
}

/** What came back. */
export interface Answer {
  /** Address after redirects, without its fragment. */
  readonly url: string;
  /** Where the address that was asked has moved for good: after the redirects 301 and 308 that came first; absent without. */
  readonly movedTo?: string;
  readonly status: number;
  readonly statusText: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** `null` for every status but 200 and 203. */
  readonly page: Page | null;
}

/** What is asked for in `Accept`. */
export const ACCEPTED: Readonly<Record<AskedKind, string>> = {
  page: "text/html, application/xhtml+xml, text/plain;q=0.9, application/xml;q=0.8",
  feed: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
  robots: "text/plain, */*;q=0.5",
};

/** The validators of an answer, where it has any. */
export function validatorsOf({ url, headers }: Pick<Answer, "url" | "headers">): Validators | null {
  const [etag, lastModified] = [headers["etag"] ?? null, headers["last-modified"] ?? null];
  return etag === null && lastModified === null ? null : { url, etag, lastModified };
}
