import type { Span } from "../text/span.ts";

/** How closely the words of a time tell when: a day, or a longer stretch; `unclear` when they lean on something else ("two days later"). */
export const TIME_PRECISIONS = ["day", "weekend", "week", "month", "season", "quarter", "year", "decade", "century", "unclear"] as const;
export type TimePrecision = (typeof TIME_PRECISIONS)[number];

/** A part of a day that the words name ("late on Tuesday night" is `night`). */
export const DAY_PARTS = ["morning", "afternoon", "evening", "night"] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/**
 * A time expression of the text, without its preposition, and the days that it means on the outlet's calendar.
 *
 * `date` is set only where the words mean one day; `from` and `to` are the first and the last day of a longer
 * stretch too. All three are `null` where there is nothing to resolve against.
 */
export interface Time extends Span {
  readonly precision: TimePrecision;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly part: DayPart | null;
}
