import type { Failure } from "../errors.ts";
import type { Keep } from "./kept-page.ts";

/** What a source is. */
export const SOURCE_KINDS = ["feed", "sitemap", "page"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Something that is asked again and again for articles. */
export interface Source {
  /** First 16 hexadecimal digits of the SHA-256 of the address that it was added with; it stays when the address moves. */
  readonly id: string;
  readonly kind: SourceKind;
  readonly url: string;
  readonly title: string | null;
  /** Whether the scheduler asks it. */
  readonly isActive: boolean;
  readonly keep: Keep;
  /** Interval, robots policy, country, owner and whatever else the scheduler and OPML keep; the store does not look inside. */
  readonly settings: { readonly [key: string]: Json };
  /** RFC 3339 in UTC. */
  readonly addedAt: string;
}

/** How a source has been doing. Times are RFC 3339 in UTC. */
export interface SourceHealth {
  readonly nextTryAt: string | null;
  readonly lastTriedAt: string | null;
  readonly lastSuccessAt: string | null;
  /** When it last brought an article that was new. */
  readonly lastNewAt: string | null;
  /** Failures in a row. */
  readonly failures: number;
  readonly lastFailure: Failure | null;
  /** Validators, back-off and whatever else the scheduler keeps between two tries. */
  readonly state: { readonly [key: string]: Json };
}

/** The health of a source that was never asked. */
export const NEVER_TRIED: SourceHealth = {
  nextTryAt: null,
  lastTriedAt: null,
  lastSuccessAt: null,
  lastNewAt: null,
  failures: 0,
  lastFailure: null,
  state: {},
};
