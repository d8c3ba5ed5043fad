import {
  type Metadata,
  type MetadataField,
  type MetadataProvenance,
  type MetadataReading,
  NO_METADATA,
  type Provenance,
} from "../article/meta.ts";
import type { Page } from "../article/page.ts";
import { dateOfUrl, dateValue } from "./date-value.ts";
import { namesInByline, SHORT_FORM } from "./names.ts";
import type { Readings } from "./readings.ts";
import type { Rules } from "./rules.ts";

/** What the visible text adds to the page's own metadata. */
export interface VisibleFacts {
  readonly bylines: readonly string[];
  readonly dates: readonly string[];
  /** The wire service named in a dateline, as printed. */
  readonly datelineAgency: string | null;
  /** BCP 47 code that the text's own words suggest, with its score in [0, 1]. */
  readonly detected: { readonly language: string; readonly score: number } | null;
}

/** Metadata with, for each value, where it was read and what disagreed. `given` wins over everything. */
export function decideMetadata(
  page: Page,
  readings: Readings,
  visible: VisibleFacts,
  given: Partial<Metadata>,
  rules: Rules,
): { readonly meta: Metadata; readonly provenance: Provenance } {
  const of = (field: string): readonly MetadataReading[] => readings.get(field) ?? [];
  const read = (at: string, values: readonly string[]): MetadataReading[] => values.map((value) => ({ from: "visible", at, value }));
  const address: MetadataReading[] = page.url === null ? [] : [{ from: "url", at: "address", value: page.url }];
  const date = (raw: string): string | undefined => dateValue(raw, rules.dateWords);
  const base = page.url ?? of("url").find(({ value }) => /^https?:/u.test(value))?.value ?? null;
  const urlDate = base === null ? undefined : dateOfUrl(base, rules.dateWords);

  const byField: Partial<Record<MetadataField, readonly MetadataReading[]>> = {
    url: [...of("url"), ...address].flatMap((reading) => valid(reading, canonical(reading.value, page.url))),
    outlet: [...of("outlet").flatMap((reading) => valid(reading, outletName(reading.value))), ...hostOf(base)],
    authors: authorReadings([...of("authors"), ...read("byline", visible.bylines)], of("outlet"), rules),
    agency: agencyReadings(
      [
        ...read("dateline", visible.datelineAgency === null ? [] : [visible.datelineAgency]),
        ...of("authors"),
        ...read("byline", visible.bylines),
      ],
      rules,
    ),
    section: [...of("section").flatMap((reading) => valid(reading, reading.value)), ...sectionOf(base)],
    publishedAt: [
      ...of("publishedAt").flatMap((reading) => valid(reading, date(reading.value))),
      ...read("date", visible.dates)
        .flatMap((reading) => valid(reading, date(reading.value)))
        .slice(0, 1),
      ...(urlDate === undefined ? [] : [{ from: "url", at: "address", value: urlDate } as const]),
    ],
    modifiedAt: of("modifiedAt").flatMap((reading) => valid(reading, date(reading.value))),
    language: [
      ...of("language").flatMap((reading) => valid(reading, languageTag(reading.value))),
      ...(visible.detected === null ? [] : [{ from: "detected", at: "text", value: visible.detected.language } as const]),
    ],
    fetchedAt: page.fetchedAt === null ? [] : [{ from: "given", at: "fetch", value: page.fetchedAt }],
  };
  return settle(byField, given);
}

/** The value of each field from its readings, best first; what the caller gave stands before all. */
export function settle(
  byField: Partial<Record<MetadataField, readonly MetadataReading[]>>,
  given: Partial<Metadata>,
): { readonly meta: Metadata; readonly provenance: Provenance } {
  const meta: { -readonly [Field in MetadataField]: Metadata[Field] } = { ...NO_METADATA };
  const provenance: Partial<Record<MetadataField, MetadataProvenance>> = {};
  for (const field of Object.keys(NO_METADATA) as MetadataField[]) {
    const told = given[field];
    const own: MetadataReading[] =
      told === undefined || told === null || told.length === 0
        ? []
        : [{ from: "given", at: field, value: typeof told === "string" ? told : told.join(AUTHOR_SEPARATOR) }];
    const [chosen, ...others] = [...own, ...(byField[field] ?? [])];
    if (chosen === undefined) continue;
    provenance[field] = { chosen, disagreed: disagreeing(field, chosen, others) };
    if (field === "authors") meta.authors = chosen.value.split(AUTHOR_SEPARATOR);
    else meta[field] = chosen.value;
  }
  return { meta, provenance };
}

/** Between the names of one reading of `authors`. */
export const AUTHOR_SEPARATOR = "; ";
/** Readings kept that disagree with the chosen one. */
const MOST_DISAGREEING = 5;

function disagreeing(field: MetadataField, chosen: MetadataReading, others: readonly MetadataReading[]): readonly MetadataReading[] {
  const seen = new Set([comparable(field, chosen.value)]);
  return others
    .filter(({ value }) => {
      const same = seen.has(comparable(field, value)) || (field === "publishedAt" && chosen.value.startsWith(value));
      seen.add(comparable(field, value));
      return !same;
    })
    .slice(0, MOST_DISAGREEING);
}

/** Two readings agree when these are equal: the same instant, the same letters. */
function comparable(field: MetadataField, value: string): string {
  if ((field === "publishedAt" || field === "modifiedAt") && value.includes("T")) return String(Date.parse(value));
  if (field === "language") return value.split("-")[0] ?? value;
  return value.toLowerCase().replace(/^the |[^\p{L}\p{N}]+/gu, "");
}

const valid = (reading: MetadataReading, value: string | undefined): MetadataReading[] =>
  value === undefined || value === "" ? [] : [{ ...reading, value }];

/** An address resolved against the page's; `undefined` when it is none, or a front page in place of the article. */
function canonical(raw: string, base: string | null): string | undefined {
  const url = URL.parse(raw, base ?? undefined);
  if (url === null || !/^https?:$/u.test(url.protocol)) return undefined;
  const page = base === null ? null : URL.parse(base);
  if (page !== null && url.pathname === "/" && url.search === "" && page.pathname + page.search !== "/") return undefined;
  return url.href;
}

const outletName = (raw: string): string | undefined =>
  /^https?:|^@|^\d+$/u.test(raw) ? undefined : raw.replace(/^www\./u, "").slice(0, 120);

function hostOf(url: string | null): MetadataReading[] {
  const host = url === null ? undefined : URL.parse(url)?.hostname.replace(/^www\./u, "");
  return host === undefined || host === "" ? [] : [{ from: "url", at: "host", value: host }];
}

function sectionOf(url: string | null): MetadataReading[] {
  const [, first, ...rest] = (url === null ? "" : (URL.parse(url)?.pathname ?? "")).split("/");
  return first !== undefined && rest.length > 0 && /^[a-z][a-z-]{2,24}$/u.test(first) && !NOT_SECTION.test(first)
    ? [{ from: "url", at: "path", value: first }]
    : [];
}

const NOT_SECTION =
  /^(?:[a-z]{2}-[a-z]{2}|articles?|story|stories|posts?|blogs?|content|amp|page|en|archive|archives|index|wp|html|id|item|view|read)$/u;

/** The people named; neither agencies nor the outlet itself are, nor the one word beside an agency, which is a place. */
function authorReadings(readings: readonly MetadataReading[], outlets: readonly MetadataReading[], rules: Rules): MetadataReading[] {
  const isOutlet = (name: string): boolean => outlets.some(({ value }) => comparable("outlet", value) === comparable("outlet", name));
  return [...Map.groupBy(readings, ({ at }) => at).values()].flatMap((group) => {
    const names = [...new Set(group.flatMap(({ value }) => namesInByline(value, rules)))];
    const hasAgency = names.some((name) => rules.agencies.has(name));
    const people = names.filter((name) => !rules.agencies.has(name) && !isOutlet(name) && !(hasAgency && !name.includes(" ")));
    const [first] = group;
    return first === undefined || people.length === 0 ? [] : [{ ...first, value: people.join(AUTHOR_SEPARATOR) }];
  });
}

function agencyReadings(readings: readonly MetadataReading[], rules: Rules): MetadataReading[] {
  return readings.flatMap((reading) => {
    const exact = rules.agencies.get(reading.value);
    if (exact !== undefined) return [{ ...reading, value: exact }];
    const named = namesInByline(reading.value, rules).find((name) => rules.agencies.has(name));
    const form = named ?? [...rules.agencies.keys()].find((key) => key.length > SHORT_FORM && reading.value.includes(key));
    return valid(reading, form === undefined ? undefined : rules.agencies.get(form));
  });
}

/** A language tag in its usual form; `undefined` when it is none. */
function languageTag(raw: string): string | undefined {
  const match = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?\b/iu.exec(raw.trim());
  if (match === null) return undefined;
  const [, language = "", script, region] = match;
  if (/^(?:und|mul|zxx)$/iu.test(language)) return undefined;
  return [
    language.toLowerCase(),
    script === undefined ? undefined : script.charAt(0).toUpperCase() + script.slice(1).toLowerCase(),
    region?.toUpperCase(),
  ]
    .filter((part) => part !== undefined)
    .join("-");
}
