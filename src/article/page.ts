/** Bytes and headers as they were fetched, read from a file or given. */
export interface Page {
  readonly bytes: Uint8Array;
  /** The address asked for, after redirects; `null` for a file or a pipe. */
  readonly url: string | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** RFC 3339; `null` when nothing was fetched. */
  readonly fetchedAt: string | null;
}
