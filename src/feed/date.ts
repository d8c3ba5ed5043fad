/**
 * A date as feeds write it, as RFC 3339: with time and offset where the feed gives both, a date alone where it gives
 * only that, null when it is none. No offset, day or month is ever invented.
 */
export function feedDate(written: string | null | undefined): string | null {
  const text = (written ?? "").trim().replace(/\s+/g, " ");
  if (text === "" || text.length > LONGEST_DATE) return null;
  return isoDate(text) ?? wordedDate(text);
}

/** Characters; longer ones are something else. */
const LONGEST_DATE = 80;

/** ISO 8601 and its profiles (RFC 3339, W3CDTF), with a blank for the T, and in its basic form. */
const ISO =
  /^(?<y>\d{4})(?<sep>-?)(?<m>\d\d)\k<sep>(?<d>\d\d)(?:[Tt ](?<h>\d\d):?(?<i>\d\d)(?::?(?<s>\d\d)(?:[.,]\d+)?)? ?(?<z>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/;

function isoDate(text: string): string | null {
  const { y, m, d, h, i, s, z } = ISO.exec(text)?.groups ?? {};
  return y === undefined ? null : assembled({ year: Number(y), month: Number(m), day: Number(d), hour: h, minute: i, second: s, zone: z });
}

/** RFC 822 and 2822 and what passes for them: the day's name, seconds and zone may be missing, names may be whole. */
const DAY_FIRST =
  /^(?:[a-z]{2,9}\.?,? ?)?(?<d>\d{1,2})[ -](?<m>[a-z]{3,9})\.?,?[ -](?<y>\d{4}|\d\d)(?:,? (?<h>\d{1,2}):(?<i>\d\d)(?::(?<s>\d\d)(?:\.\d+)?)?(?: ?(?<z>[a-z]{1,5}|(?:gmt|utc)?[+-]\d\d:?\d\d)(?: \([a-z ]+\))?)?)?$/i;
/** As ANSI C prints it, and as Americans write it. */
const MONTH_FIRST =
  /^(?:[a-z]{2,9}\.?,? )?(?<m>[a-z]{3,9})\.? (?<d>\d{1,2})(?:st|nd|rd|th)?,?(?: (?<y>\d{4}))?(?:,? (?<h>\d{1,2}):(?<i>\d\d)(?::(?<s>\d\d))?(?: ?(?<z>[a-z]{1,5}|[+-]\d\d:?\d\d))?)?(?: (?<y2>\d{4}))?$/i;

function wordedDate(text: string): string | null {
  const { y, y2, m, d, h, i, s, z } = (DAY_FIRST.exec(text) ?? MONTH_FIRST.exec(text))?.groups ?? {};
  const year = y ?? y2;
  if (year === undefined || m === undefined) return null;
  return assembled({ year: wholeYear(year), month: monthOf(m), day: Number(d), hour: h, minute: i, second: s, zone: z });
}

/** Two digits as RFC 2822 section 4.3 reads them. */
const wholeYear = (year: string): number => (year.length > 2 ? 0 : Number(year) < 50 ? 2000 : 1900) + Number(year);

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONG_MONTHS = "january february march april may june july august september october november december".split(" ");

function monthOf(name: string): number {
  const small = name.toLowerCase();
  return MONTHS.findIndex((short, index) => small === short || (small === "sept" && short === "sep") || small === LONG_MONTHS[index]) + 1;
}

/** Hours that the names of RFC 822 and RFC 2822 stand for; other names are not known, and so is no offset. */
const ZONES: Readonly<Record<string, string>> = { ut: "Z", utc: "Z", gmt: "Z", z: "Z", est: "-05:00", edt: "-04:00" };
const MORE_ZONES: Readonly<Record<string, string>> = {
  cst: "-06:00",
  cdt: "-05:00",
  mst: "-07:00",
  mdt: "-06:00",
  pst: "-08:00",
  pdt: "-07:00",
};

interface Written {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly zone: string | undefined;
}

function assembled({ year, month, day, hour, minute, second, zone }: Written): string | null {
  if (year < 1970 || year > 2099 || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  const offset = offsetOf(zone);
  const [h, i, s] = [Number(hour ?? -1), Number(minute ?? -1), Number(second ?? 0)];
  if (offset === null || h < 0 || h > 23 || i < 0 || i > 59 || s > 60) return date;
  return `${date}T${twoDigits(h)}:${twoDigits(i)}:${twoDigits(Math.min(s, 59))}${offset}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");

function offsetOf(zone: string | undefined): string | null {
  if (zone === undefined) return null;
  const small = zone.toLowerCase();
  const named = ZONES[small] ?? MORE_ZONES[small];
  if (named !== undefined) return named;
  const [, sign, hours, minutes = "00"] = /([+-])(\d\d):?(\d\d)?$/.exec(small) ?? [];
  if (sign === undefined || Number(hours) > 15 || Number(minutes) > 59) return null;
  return Number(hours) === 0 && Number(minutes) === 0 ? "Z" : `${sign}${hours}:${minutes}`;
}
