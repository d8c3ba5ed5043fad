import type { Article } from "../article/article.ts";
import { slice } from "../text/span.ts";
import { type Day, dayOf } from "./calendar.ts";
import { findExpressions } from "./find.ts";
import { resolve } from "./resolve.ts";
import type { TimeWords } from "./words.ts";
import { type Zones, zoneOf } from "./zones.ts";

/** A dateline that is further from the publication (days) is a slip or another article's. */
const MOST_DAYS_BEFORE = 14;

/**
 * The day from which "today" and "on Tuesday" are counted: that of the dateline where it tells one that fits, else that of
 * publication on the outlet's calendar. None where neither is known.
 */
export function referenceDay(article: Pick<Article, "blocks" | "meta" | "text">, words: TimeWords, zones: Zones): Day | undefined {
  const { publishedAt, url } = article.meta;
  const published = publishedAt === null ? undefined : publicationDay(publishedAt, zoneOf(url, zones));
  const dateline = article.blocks.find(({ kind }) => kind === "dateline");
  const written = dateline === undefined ? undefined : findExpressions(slice(article.text, dateline), words)[0];
  const day = written?.kind === "date" ? resolve(written, published, "past", words).days?.from : undefined;
  if (day === undefined || published === undefined) return day ?? published;
  return day <= published && published - day <= MOST_DAYS_BEFORE ? day : published;
}

/** The day that a time of publication names: as printed where it carries its offset, in the outlet's zone where it is universal time. */
function publicationDay(publishedAt: string, zone: string | undefined): Day | undefined {
  const printed = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?<universal>[Tt ].*(?:[Zz]|[+-]00:?00))?/.exec(publishedAt)?.groups;
  if (printed === undefined) return undefined;
  const moment = printed["universal"] === undefined ? Number.NaN : Date.parse(publishedAt);
  if (zone === undefined || Number.isNaN(moment)) return dayOf(Number(printed["year"]), Number(printed["month"]), Number(printed["day"]));
  const local = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" }).formatToParts(moment);
  const part = (type: string): number => Number(local.find((one) => one.type === type)?.value);
  return dayOf(part("year"), part("month"), part("day"));
}
