import type { Span } from "../text/span.ts";

/** What stands behind a statement; docs/statements.md has examples. */
export const SPEAKER_TYPES = ["person", "group", "organisation", "document", "unnamed-person", "unnamed-group", "author", "none"] as const;
export type SpeakerType = (typeof SPEAKER_TYPES)[number];

/** How far the source leads to somebody; docs/statements.md has examples. */
export const RESOLUTIONS = ["resolved", "ambiguous", "unresolved", "unnamed", "none"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** One who makes a statement, by name, with what proves it. */
export interface Speaker {
  /** An entity's id; `null` for the article's author. */
  readonly entity: string | null;
  readonly name: string;
  /** Mentions from the source to the name, the source's own first; empty where the name is not in the text. */
  readonly evidence: readonly Span[];
}

/** One who may be meant. */
export interface Candidate {
  readonly entity: string;
  readonly name: string;
  /** In [0, 1]; not calibrated. The scores of one statement's candidates add up to 1 at most. */
  readonly score: number;
}

/** Who speaks in a statement, as far as the article tells. */
export interface Speaking {
  /** Empty unless `resolution` is `resolved`. */
  readonly speakers: readonly Speaker[];
  readonly speakerType: SpeakerType;
  readonly resolution: Resolution;
  /** Likeliest first; empty unless `resolution` is `ambiguous`, `unresolved` or `unnamed`. */
  readonly candidates: readonly Candidate[];
}
