/** Names of months and zones in small letters, from `data/extract/months.tsv`. */
export interface DateWords {
  readonly months: ReadonlyMap<string, string>;
  readonly zones: ReadonlyMap<string, string>;
}

/**
 * A page's date as RFC 3339: with time and offset where the page gives both, as a date alone otherwise; `undefined`
 * when it is none. An offset is never invented.
 */
export function dateValue(raw: string, words: DateWords): string | undefined {
  const text = raw.trim().replace(/\s+/gu, " ");
  return isoDate(text) ?? epochDate(text) ?? writtenDate(text, words);
}

/** The date in an address such as `/2019/11/18/` or `/2019/nov/18/` or `-20191118`. */
export function dateOfUrl(url: string, words: DateWords): string | undefined {
  const numbers = /[/_-](20\d{2}|19\d{2})[/_-]?(\d{2})[/_-]?(\d{2})(?=[/_.-]|$)/u.exec(url);
  if (numbers !== null) return checkedDate(numbers[1], numbers[2], numbers[3]);
  const named = /\/(20\d{2}|19\d{2})\/([a-z]{3,9})\/(\d{1,2})\//u.exec(url.toLowerCase());
  return named === null ? undefined : checkedDate(named[1], words.months.get(named[2] ?? ""), named[3]);
}

function isoDate(text: string): string | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, offset] = match;
  return withTime(checkedDate(year, month, day), hour, minute, second, offsetOf(offset));
}

const ISO =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}(?::\d{2})?|[+-]\d{2})?)?(?:\[.*\])?$/iu;

/** Seconds or milliseconds since 1970, as some publishing systems print. */
function epochDate(text: string): string | undefined {
  if (!/^1\d{9}(?:\d{3})?$/u.test(text)) return undefined;
  const milliseconds = Number(text) * (text.length === 10 ? 1000 : 1);
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/u, "Z");
}

function writtenDate(text: string, words: DateWords): string | undefined {
  const plain = text.toLowerCase().replace(/(\d)(?:st|nd|rd|th)\b/gu, "$1");
  const date = monthFirst(plain, words) ?? dayFirst(plain, words);
  if (date === undefined) return undefined;
  const time = /\b(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?\s*(?:\(?([a-z]{1,4})\)?\b)?\s*([+-]\d{2}:?\d{2})?/u.exec(
    plain.slice(date.end).replace(/\b20\d\d\b/u, " "),
  );
  if (time === null) return date.value;
  const [, hour = "", minute, second, half, zone, numeric] = time;
  const clock = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "p" ? 12 : 0);
  return withTime(date.value, String(clock), minute, second, offsetOf(numeric) ?? words.zones.get(zone ?? ""));
}

interface FoundDate {
  readonly value: string;
  /** Where the date ends, so that a time is sought behind it. */
  readonly end: number;
}

function monthFirst(text: string, words: DateWords): FoundDate | undefined {
  for (const match of text.matchAll(/\b([a-z]{3,9})\.? (\d{1,2})(?:,| |, )+(\d{4})\b/gu)) {
    const value = checkedDate(match[3], words.months.get(match[1] ?? ""), match[2]);
    if (value !== undefined) return { value, end: match.index + match[0].length };
  }
  return undefined;
}

function dayFirst(text: string, words: DateWords): FoundDate | undefined {
  for (const match of text.matchAll(/\b(\d{1,2})[ -]([a-z]{3,9})\.?[ ,-]+(\d{4})\b/gu)) {
    const value = checkedDate(match[3], words.months.get(match[2] ?? ""), match[1]);
    if (value !== undefined) return { value, end: match.index + match[0].length };
  }
  return undefined;
}

function checkedDate(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (!(y >= 1900 && y < 2100 && m >= 1 && m <= 12 && d >= 1)) return undefined;
  if (d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return undefined;
  return `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
}

function offsetOf(raw: string | undefined): string | undefined {
  if (raw === undefined || raw === "") return undefined;
  if (/^(?:z|utc|gmt)$/iu.test(raw)) return "Z";
  const match = /^([+-]\d{2}):?(\d{2})?/u.exec(raw);
  return match === null ? undefined : `${match[1]}:${match[2] ?? "00"}`;
}

function withTime(
  date: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  offset: string | undefined,
): string | undefined {
  if (date === undefined || hour === undefined || minute === undefined || offset === undefined) return date;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return date;
  return `${date}T${hour.padStart(2, "0")}:${minute}:${second ?? "00"}${offset}`;
}
