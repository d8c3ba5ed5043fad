/** How much a server may send, and how long it may take. */
export interface Limits {
  /** Bytes of the body as sent. */
  readonly maxWireBytes: number;
  /** Bytes of the body after decompression, and after each step of it. */
  readonly maxBodyBytes: number;
  /** Seconds from the look-up of the name to the last byte, redirects included. */
  readonly timeLimitSeconds: number;
  /** Seconds to connect, to begin the answer, and between two pieces of the body. */
  readonly idleLimitSeconds: number;
  /** Hops after the first address. */
  readonly maxRedirects: number;
}

/**
 * Ten times the largest of 87 news pages (1.5 MB, docs/decisions/fetching.md), and what Miniflux allows; twice that after
 * decompression. Miniflux waits 20 s in all and 10 s to connect; redirects may make it longer.
 */
export const DEFAULT_LIMITS: Limits = {
  maxWireBytes: 15 * 1024 * 1024,
  maxBodyBytes: 30 * 1024 * 1024,
  timeLimitSeconds: 30,
  idleLimitSeconds: 10,
  maxRedirects: 5,
};

/** Bytes of all header lines of one answer; twice what Node allows, since content security policies grow. */
export const MAX_HEADER_BYTES = 32 * 1024;

/** Decoded bytes for one byte as sent; six times the most compressible of 87 news pages (8.3, docs/decisions/fetching.md). */
export const MAX_RATIO = 50;

/** Decoded bytes up to which the ratio does not matter: a small page may be very repetitive. */
export const RATIO_FREE_BYTES = 1024 * 1024;

/** Steps of compression on one body. HTTP allows any number, and honest servers use one. */
export const MAX_ENCODINGS = 2;
