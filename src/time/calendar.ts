/** A day as the number of days since 1 January 1970, on the Gregorian calendar. */
export type Day = number;

const MILLISECONDS_A_DAY = 86_400_000;

/** The day of a date; `undefined` when the month has no such day. `month` is 1 for January. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const time = new Date(Date.UTC(2000, month - 1, day));
  time.setUTCFullYear(year, month - 1, day);
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === day ? time.getTime() / MILLISECONDS_A_DAY : undefined;
}

/** Year, month (1 is January) and day of the month. */
export function dateOf(day: Day): { readonly year: number; readonly month: number; readonly day: number } {
  const time = new Date(day * MILLISECONDS_A_DAY);
  return { year: time.getUTCFullYear(), month: time.getUTCMonth() + 1, day: time.getUTCDate() };
}

/** `YYYY-MM-DD`. */
export const isoDay = (day: Day): string => new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10);

/** 0 for Sunday. */
export const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7;

/** The first day of a month, which may be counted on beyond December or back before January. */
export function monthStart(year: number, month: number): Day {
  const whole = year * 12 + month - 1;
  return dayOf(Math.floor(whole / 12), (((whole % 12) + 12) % 12) + 1, 1) as Day;
}

/** The nth weekday of a month, both counted from 1 and 0 for Sunday: the first Monday of September. */
export function nthWeekday(year: number, month: number, nth: number, weekday: number): Day {
  const first = monthStart(year, month);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
}
