import type { Failure } from "../../errors.ts";
import type { FeedReader } from "../../feed/reader.ts";
import type { Source } from "../../record/source.ts";
import type { Clock } from "../../watch/host-gate.ts";
import type { Reason } from "../../watch/reason.ts";
import type { Data } from "../data.ts";
import type { Desk } from "../desk.ts";
import type { IngestOptions, Receipt } from "../ingest.ts";
import type { PoliteAsker } from "./polite.ts";

/** Everything that watching needs, so that tests can pass a clock, a network and dice of their own. */
export interface WatchParts {
  readonly data: Data;
  readonly desk: Desk;
  readonly asker: PoliteAsker;
  readonly feeds: FeedReader;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Unique among all who work on the data folder. */
  readonly worker: string;
  readonly reads: IngestOptions["reads"];
  readonly onEvent: (event: WatchEvent) => void;
}

/** What happened while watching. */
export type WatchEvent =
  | {
      readonly kind: "tried";
      readonly source: Source;
      /** Entries that the source had never shown. */
      readonly fresh: number;
      readonly failed: { readonly reason: Reason; readonly failure: Failure } | null;
      /** RFC 3339 in UTC; null when it is not asked again. */
      readonly nextTryAt: string | null;
    }
  | { readonly kind: "taken"; readonly sourceId: string; readonly receipt: Receipt }
  | {
      readonly kind: "missed";
      readonly sourceId: string;
      readonly url: string;
      readonly reason: Reason;
      readonly failure: Failure;
      /** RFC 3339 in UTC; null when it is not asked again. */
      readonly retryAt: string | null;
    };

/** A time of the clock as RFC 3339 in UTC. */
export const timeAt = (milliseconds: number): string => new Date(milliseconds).toISOString();
