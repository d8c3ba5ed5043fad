import type { Polarity, StatementKind } from "../record/statement.ts";
import type { Span } from "../text/span.ts";

/** What is looked for. Every field narrows. Words are matched by their stems, without regard to case and accents. */
export interface FindQuery {
  /** Words that all must occur; "in quotation marks" next to each other; word* by its beginning; -word must not occur. */
  readonly words?: string;
  /** Words of the source. */
  readonly speaker?: string;
  /** Words of the content. */
  readonly about?: string;
  readonly outlet?: string;
  /** Published then or later: RFC 3339 or a date. */
  readonly since?: string;
  /** Published before this time, or until the end of this day. */
  readonly until?: string;
  readonly kind?: StatementKind;
  readonly polarity?: Polarity;
  readonly order?: Order;
  /** At most 1000; 20 when absent. */
  readonly limit?: number;
  /** Where the page before ended: `next` of its answer. @throws SaysoError E_CURSOR when it belongs to another question. */
  readonly cursor?: string;
}

/** By rank where there are words, else the newest first. */
export const ORDERS = ["rank", "newest", "oldest"] as const;
export type Order = (typeof ORDERS)[number];

/** One page of an answer. */
export interface Found<Item> {
  readonly items: readonly Item[];
  /** The cursor of the next page; `null` at the end. */
  readonly next: string | null;
  /** True when so much fits that only the latest of it was ranked. */
  readonly isPartlyRanked: boolean;
}

/** A statement that was found. */
export interface StatementFound {
  readonly id: string;
  readonly article: string;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly publishedAt: string | null;
  readonly headline: string | null;
  readonly kind: StatementKind;
  readonly polarity: Polarity;
  /** The characters of its spans, with " … " where they are interrupted. */
  readonly source: string;
  readonly cue: string;
  readonly content: string;
  /** Where the words occur, in units of `content`. */
  readonly highlights: readonly Span[];
  /** Higher is better; comparable within one answer only. */
  readonly rank: number | null;
}

/** An article that was found. */
export interface ArticleFound {
  readonly article: string;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly publishedAt: string | null;
  readonly headline: string | null;
  /** Some words around the first hits. */
  readonly excerpt: string;
  /** Where the words occur, in units of `excerpt`. */
  readonly highlights: readonly Span[];
  readonly rank: number | null;
}

export interface MonthCount {
  /** `2025-11`. */
  readonly month: string;
  readonly statements: number;
  readonly articles: number;
  readonly outlets: number;
}

/** What the store has, so that "not found" can say where it looked. */
export interface Coverage {
  readonly articles: number;
  readonly statements: number;
  readonly outlets: number;
  /** RFC 3339; `null` without articles that tell when they were published. */
  readonly earliest: string | null;
  readonly latest: string | null;
}
