import type { Span } from "../text/span.ts";
import type { StatementContext } from "./context.ts";
import type { Speaking } from "./speaker.ts";

/** Content wholly in quotation marks, not at all, or partly; docs/statements.md has examples. */
export const STATEMENT_KINDS = ["direct", "indirect", "mixed"] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** How the source stands to the content; docs/statements.md has examples. */
export const POLARITIES = ["asserted", "denied", "not-said", "refused", "hypothetical", "question"] as const;
export type Polarity = (typeof POLARITIES)[number];

/** Facts about how faithfully the words are carried; docs/statements.md has examples. */
export const FLAGS = ["partial", "elided", "bracketed", "translated", "via-outlet", "unclosed"] as const;
export type Flag = (typeof FLAGS)[number];

/**
 * One attributed statement of one article.
 *
 * `source`, `cue` and `content` are sorted lists of spans, because each may be interrupted; any may be
 * empty, but not all three. `parent` is the id of the statement inside whose content this one lies.
 */
export interface Statement extends StatementContext, Partial<Speaking> {
  readonly id: string;
  readonly kind: StatementKind;
  readonly polarity: Polarity;
  readonly parent: string | null;
  readonly flags: readonly Flag[];
  /** In [0, 1]; not calibrated. */
  readonly score: number;
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
  /** Ids of the statements of the same article that tell the same saying; absent before the step that finds them. */
  readonly same?: readonly string[];
}
