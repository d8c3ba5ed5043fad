import type { Time, TimePrecision } from "../article/time.ts";
import type { Span } from "../text/span.ts";

/** What words are carried through; docs/statements.md has examples. */
export const CHANNEL_KINDS = [
  "post",
  "broadcast",
  "interview",
  "call",
  "press-conference",
  "speech",
  "debate",
  "statement",
  "filing",
  "letter",
  "message",
  "testimony",
  "report",
  "op-ed",
  "advertisement",
  "book",
  "meeting",
  "website",
  "song",
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Through what it was said, in the article's words, which may stand in a sentence before. */
export interface Channel extends Span {
  readonly kind: ChannelKind;
}

/** To whom it was said, in the article's words. */
export interface Addressee extends Span {
  /** The id of the entity that they are; `null` where they are none of the article's. */
  readonly entity: string | null;
}

/** When it was said: the words and the days that they mean; `date` only where they mean one day. */
export interface SaidAt extends Span, Pick<Time, "date" | "from" | "to"> {
  readonly precision: TimePrecision;
}

/** What surrounds a saying; each `null` where the text does not tell, and absent before the step that finds it. */
export interface StatementContext {
  readonly channel?: Channel | null;
  readonly addressee?: Addressee | null;
  readonly saidAt?: SaidAt | null;
}
