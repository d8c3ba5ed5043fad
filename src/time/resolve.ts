import type { DayPart, TimePrecision } from "../article/time.ts";
import { type Day, dateOf, dayOf, monthStart, nthWeekday, weekdayOf } from "./calendar.ts";
import type { Expression } from "./find.ts";
import type { TimeWords } from "./words.ts";

/** Which way an expression without a year or week of its own points from the day of reference; `unclear` where the text does not tell. */
export type Direction = "past" | "future" | "unclear";

/** The days that an expression means; none when it cannot be told. */
export interface Resolved {
  readonly precision: TimePrecision;
  readonly days: { readonly from: Day; readonly to: Day } | undefined;
  readonly part: DayPart | null;
}

/** The days of an expression, seen from a day of reference; without one, only what the words tell by themselves. */
export function resolve(expression: Expression, reference: Day | undefined, direction: Direction, words: TimeWords): Resolved {
  const value = valuesOf(expression, words);
  const read: Reading["read"] = (wordClass, part) => {
    const found = value(wordClass, part);
    return found === undefined || found === "" ? undefined : Number(found);
  };
  const part = (expression.parts["part"]?.toLowerCase() as DayPart | undefined) ?? null;
  return { ...daysOf(expression, { reference, direction, value, read, eventDays: words.eventDays }), part };
}

interface Reading {
  /** What a named part of the expression stands for in the table of words. */
  readonly value: (wordClass: string, part?: string) => string | undefined;
  /** The same as a number: a month's, a weekday's, a relation's. */
  readonly read: (wordClass: string, part?: string) => number | undefined;
  readonly reference: Day | undefined;
  readonly direction: Direction;
  readonly eventDays: ReadonlySet<string>;
}
type Days = Omit<Resolved, "part">;

const valuesOf = ({ parts }: Expression, words: TimeWords): Reading["value"] => {
  return (wordClass, part = wordClass) => (parts[part] === undefined ? undefined : words.value(wordClass, parts[part]));
};

const one = (day: Day | undefined): Days => ({ precision: "day", days: day === undefined ? undefined : { from: day, to: day } });
const stretch = (precision: TimePrecision, from: Day, to: Day): Days => ({ precision, days: { from, to } });

function daysOf(expression: Expression, reading: Reading): Days {
  const { parts, kind } = expression;
  const { reference, read } = reading;
  const unit = (parts["unit"]?.toLowerCase() ?? "unclear") as TimePrecision;
  switch (kind) {
    case "date":
      return one(dateDay(parts, reading));
    case "month":
      return monthDays(parts, reading);
    case "weekday":
      return one(weekdayDay(parts, reading));
    case "part":
      return one(shifted(reference, read("relation")));
    case "deictic":
      return one(shifted(reference, read("deictic")));
    case "unit":
      return reference === undefined ? { precision: unit, days: undefined } : unitDays(unit, read("relation") ?? 0, reference);
    case "ago":
      return agoDays(parts, unit, reading);
    case "season":
      return { precision: "season", days: undefined };
    case "year":
      return yearDays(Number(parts["year"]));
    case "holiday":
      return one(holidayDay(parts, reading));
    case "other":
      return { precision: "unclear", days: undefined };
    default:
      return kind satisfies never;
  }
}

const shifted = (day: Day | undefined, by: number | undefined): Day | undefined =>
  day === undefined || by === undefined ? undefined : day + by;

function dateDay(parts: Expression["parts"], reading: Reading): Day | undefined {
  const month = reading.read("month") ?? Number(parts["numeral"]);
  const day = Number(parts["day"]);
  if (parts["year"] !== undefined) return dayOf(Number(parts["year"]), month, day);
  if (reading.eventDays.has(`${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`)) return undefined;
  return nearest((year) => dayOf(year, month, day), reading);
}

/** Days ahead, or either way where the direction is unclear, up to which a date without its year is meant; further off the year would be a guess. */
const NEAR_DAYS = 92;

/** The last such day up to the day of reference, or a near one ahead; none where that leaves a doubt. */
function nearest(inYear: (year: number) => Day | undefined, { reference, direction }: Reading): Day | undefined {
  if (reference === undefined) return undefined;
  const { year } = dateOf(reference);
  const days = [year - 1, year, year + 1].map(inYear).filter((day) => day !== undefined);
  if (direction === "past") return days.findLast((day) => day <= reference);
  return days.find((day) => Math.abs(day - reference) <= NEAR_DAYS && (direction === "unclear" || day >= reference));
}

function monthDays(parts: Expression["parts"], reading: Reading): Days {
  const month = reading.read("month") as number;
  const whole = (year: number): Days => stretch("month", monthStart(year, month), monthStart(year, month + 1) - 1);
  if (parts["year"] !== undefined) return whole(Number(parts["year"]));
  const { reference, direction, read } = reading;
  if (reference === undefined) return { precision: "month", days: undefined };
  const now = dateOf(reference);
  const relation = read("relation");
  const [last, next] = [month > now.month ? now.year - 1 : now.year, month < now.month ? now.year + 1 : now.year];
  if (relation === 1) return whole(month === now.month ? next + 1 : next);
  if (relation === -1) return whole(month === now.month ? last - 1 : last);
  if (relation === 0) return whole(now.year);
  if (direction === "past") return whole(last);
  const near = nearest((year) => monthStart(year, month), reading);
  return near === undefined ? { precision: "month", days: undefined } : whole(dateOf(near).year);
}

function weekdayDay(parts: Expression["parts"], { reference, direction, read }: Reading): Day | undefined {
  const weekday = read("weekday");
  if (reference === undefined || weekday === undefined) return undefined;
  if (parts["week"] !== undefined) return weekStart(reference) + 7 * (read("relation", "week") ?? 0) + ((weekday + 6) % 7);
  const relation = read("relation");
  const since = (weekdayOf(reference) - weekday + 7) % 7;
  if (relation === -1) return reference - (since === 0 ? 7 : since);
  if (relation === 1 || (direction === "future" && relation === undefined)) {
    const until = (7 - since) % 7;
    return reference + (relation === 1 && until === 0 ? 7 : until);
  }
  return reference - since;
}

/** Weeks begin on Monday. */
const weekStart = (day: Day): Day => day - ((weekdayOf(day) + 6) % 7);

function unitDays(unit: TimePrecision, relation: number, reference: Day): Days {
  const now = dateOf(reference);
  const monday = weekStart(reference) + 7 * relation;
  switch (unit) {
    case "day":
      return one(reference + relation);
    case "week":
      return stretch("week", monday, monday + 6);
    case "weekend":
      return stretch("weekend", monday + 5, monday + 6);
    case "month":
      return stretch("month", monthStart(now.year, now.month + relation), monthStart(now.year, now.month + relation + 1) - 1);
    case "quarter": {
      const first = Math.floor((now.month - 1) / 3) * 3 + 1 + 3 * relation;
      return stretch("quarter", monthStart(now.year, first), monthStart(now.year, first + 3) - 1);
    }
    case "year":
      return yearDays(now.year + relation);
    case "season":
    case "decade":
    case "century":
    case "unclear":
      return { precision: unit, days: undefined };
    default:
      return unit satisfies never;
  }
}

const yearDays = (year: number): Days => stretch("year", monthStart(year, 1), monthStart(year + 1, 1) - 1);

/** So many units before the day of reference; the week, month or year in which that lies. */
function agoDays(parts: Expression["parts"], unit: TimePrecision, { reference, read }: Reading): Days {
  const count = read("number") ?? (/^\d+$/.test(parts["number"] ?? "") ? Number(parts["number"]) : undefined);
  const precision = unit === "day" || unit === "week" || unit === "month" || unit === "year" ? unit : "unclear";
  if (count === undefined || reference === undefined || precision === "unclear") return { precision, days: undefined };
  return unitDays(precision, -count, reference);
}

/** `MM-DD`, or `MM:NTH:WEEKDAY`. */
function holidayDay(parts: Expression["parts"], reading: Reading): Day | undefined {
  const [month = 0, day = 0, weekday] = (reading.value("holiday") ?? "").split(/[-:]/).map(Number);
  const inYear = (year: number): Day | undefined =>
    weekday === undefined ? dayOf(year, month, day) : nthWeekday(year, month, day, weekday);
  return parts["year"] === undefined ? nearest(inYear, reading) : inYear(Number(parts["year"]));
}
