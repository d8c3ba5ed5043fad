/**
 * A time or date as RFC 3339 in UTC with milliseconds, so that times sort as text; `null` when it is neither. A date alone
 * is its first moment, and a time without offset counts as UTC, whatever the machine's own zone.
 */
export function utcOf(written: string): string | null {
  const [, date, time, offset] =
    /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)([Zz]|[+-]\d\d:?\d\d)?)?$/.exec(written.trim()) ?? [];
  if (date === undefined) return null;
  const zone = (offset ?? "Z").toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
  const moment = new Date(`${date}T${time ?? "00:00:00"}${zone}`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** Whether it is a date alone. */
export const isDateAlone = (written: string): boolean => /^\d{4}-\d\d-\d\d$/.test(written.trim());
