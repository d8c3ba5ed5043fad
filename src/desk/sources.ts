import { SaysoError } from "../errors.ts";
import { type FeedList, feedsOf, type Outline } from "../feed/opml.ts";
import { KEEPS, type Keep } from "../record/kept-page.ts";
import { type Json, SOURCE_KINDS, type Source, type SourceKind } from "../record/source.ts";
import type { Listed, SourceStore } from "../store/sources.ts";
import { sha256Hex } from "../text/digest.ts";
import { POLICY_SETTINGS, policyOf } from "../watch/policy.ts";
import { REASONS } from "../watch/reason.ts";
import { type Silence, silenceOf } from "../watch/silence.ts";
import { stateOf } from "./watch/health.ts";

/** Settings that are kept for people and for OPML, and not looked into. */
const OTHER_SETTINGS = ["country", "owner", "group", "keep"] as const;

/**
 * A source as it is added: its id follows from its address.
 *
 * @throws SaysoError E_USAGE for a setting that is not known or a value that is none, E_URL for an address that is none.
 */
export function newSource(
  url: string,
  kind: SourceKind,
  settings: Readonly<Record<string, string>>,
  now: string,
  title: string | null = null,
): Source {
  const address = URL.parse(url);
  if (address === null || !/^https?:$/.test(address.protocol)) throw new SaysoError("E_URL", `${url} is not an http or https address`);
  const known: readonly string[] = [...POLICY_SETTINGS, ...OTHER_SETTINGS];
  const unknown = Object.keys(settings).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new SaysoError("E_USAGE", `there is no setting ${unknown}`, { hint: `Settings: ${known.join(", ")}.` });
  policyOf(settings);
  address.hash = "";
  const { keep = "text", ...rest } = settings;
  return { id: sourceId(address.href), kind, url: address.href, title, isActive: true, keep: keepOf(keep), settings: rest, addedAt: now };
}

export const sourceId = (url: string): string => sha256Hex(url).slice(0, 16);

function keepOf(written: string): Keep {
  const keep = KEEPS.find((one) => one === written);
  if (keep === undefined) throw new SaysoError("E_USAGE", `the setting keep must be ${KEEPS.join(", ")}`);
  return keep;
}

/** The feeds of a list of feeds as sources (sitemaps and pages too, where Sayso wrote it), with their settings, and with `settings` where the list says nothing; attributes of other programs are kept with them. */
export function sourcesOf({ outlines, namespaces }: FeedList, settings: Readonly<Record<string, string>>, now: string): readonly Source[] {
  return [...feedsOf(outlines)].flatMap(({ outline, folders }) => {
    if (outline.feedUrl === null) return [];
    const known: readonly string[] = [...POLICY_SETTINGS, ...OTHER_SETTINGS];
    const own = Object.fromEntries(Object.entries(outline.settings).filter(([name]) => known.includes(name)));
    const kind = SOURCE_KINDS.find((one) => one === outline.settings["kind"]) ?? "feed";
    const source = newSource(outline.feedUrl, kind, { ...settings, ...own }, now, outline.title);
    const opml = { folders, siteUrl: outline.siteUrl, others: outline.others, namespaces };
    return [{ ...source, settings: { ...source.settings, opml: JSON.parse(JSON.stringify(opml)) as Json } }];
  });
}

/** Sources as a list of feeds, in the folders that they came in. */
export function listOf(sources: readonly Source[]): FeedList {
  const namespaces: Record<string, string> = {};
  const root: MutableOutline = { title: null, children: [], feeds: [] };
  for (const source of sources) {
    const { opml, ...settings } = source.settings;
    const kept = keptOpml(opml);
    Object.assign(namespaces, kept.namespaces);
    let folder = root;
    for (const title of kept.folders) {
      const found = folder.children.find((child) => child.title === title) ?? { title, children: [], feeds: [] };
      if (!folder.children.includes(found)) folder.children.push(found);
      folder = found;
    }
    const own = Object.fromEntries(
      Object.entries(settings).flatMap(([name, value]) => (typeof value === "object" ? [] : [[name, String(value)]])),
    );
    folder.feeds.push({
      title: source.title,
      feedUrl: source.url,
      siteUrl: kept.siteUrl,
      settings: {
        ...(source.kind === "feed" ? {} : { kind: source.kind }),
        ...own,
        ...(source.keep === "text" ? {} : { keep: source.keep }),
      },
      // OPML's own types are of feeds alone: without one, other programs would take a sitemap or a page for RSS.
      others: source.kind === "feed" ? kept.others : { type: source.kind, ...kept.others },
      children: [],
    });
  }
  return { title: "Sources of Sayso", namespaces, outlines: outlinesOf(root) };
}

interface MutableOutline {
  readonly title: string | null;
  readonly children: MutableOutline[];
  readonly feeds: Outline[];
}

const outlinesOf = ({ children, feeds }: MutableOutline): readonly Outline[] => [
  ...children.map((child) => ({ title: child.title, feedUrl: null, siteUrl: null, settings: {}, others: {}, children: outlinesOf(child) })),
  ...feeds,
];

interface KeptOpml {
  readonly folders: readonly string[];
  readonly siteUrl: string | null;
  readonly others: Readonly<Record<string, string>>;
  readonly namespaces: Readonly<Record<string, string>>;
}

/** What `sourcesOf` kept. */
const keptOpml = (value: Json | undefined): KeptOpml =>
  typeof value === "object" && value !== null && "folders" in value
    ? (value as unknown as KeptOpml)
    : { folders: [], siteUrl: null, others: {}, namespaces: {} };

/** A source by its id, its address, or the address that it was added with. */
export async function findSource(name: string, sources: SourceStore): Promise<Listed | undefined> {
  const url = URL.parse(name)?.href ?? name;
  const found = (await sources.get(name)) ?? (await sources.get(sourceId(url)));
  return found ?? (await sources.all()).find(({ source }) => source.url === url);
}

/** How a source is doing, as people read it. */
export interface SourceReport {
  readonly id: string;
  readonly url: string;
  readonly title: string | null;
  readonly kind: SourceKind;
  /** `new`: never asked; `ok`; `silent`: it answers, but nothing new comes; `failing`; `stopped`: it is not asked again. */
  readonly state: "new" | "ok" | "silent" | "failing" | "stopped";
  /** One sentence about it; empty when all is well. */
  readonly why: string;
  readonly reason: string | null;
  readonly lastTriedAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly lastNewAt: string | null;
  readonly nextTryAt: string | null;
  readonly failures: number;
  /** Articles that could not be had, by reason. */
  readonly missed: Readonly<Record<string, number>>;
  /** Addresses that it had before it moved for good, oldest first. */
  readonly formerly: readonly string[];
}

/** Reports of all sources, by address. */
export async function reportSources(sources: SourceStore, nowMs: number): Promise<readonly SourceReport[]> {
  return (await sources.all()).map((listed) => reportOf(listed, nowMs));
}

function reportOf({ source, health }: Listed, nowMs: number): SourceReport {
  const { reason, yields, missed, problems, formerly, movedTo } = stateOf(health);
  const { lastTriedAt, lastSuccessAt, lastNewAt, failures } = health;
  const nextTryAt = health.nextTryAt === null || health.nextTryAt.startsWith("9999") || !source.isActive ? null : health.nextTryAt;
  const silence = silenceOf(
    yields.map((at) => Date.parse(at)),
    Date.parse(source.addedAt),
    nowMs,
  );
  const base = { id: source.id, url: source.url, title: source.title, kind: source.kind, reason, lastTriedAt, lastSuccessAt, lastNewAt };
  const told = (state: SourceReport["state"], why: string): SourceReport => ({
    ...base,
    state,
    why,
    nextTryAt,
    failures,
    missed,
    formerly: formerly.map(({ url }) => url),
  });
  if (!source.isActive || (health.nextTryAt?.startsWith("9999") ?? false))
    return told(
      "stopped",
      movedTo !== null ? `it moved to ${movedTo}, which is a source of its own` : reason === null ? "it is not asked" : REASONS[reason],
    );
  if (reason !== null) return told("failing", health.lastFailure?.message ?? REASONS[reason]);
  if (lastTriedAt === null) return told("new", "");
  return silence === null ? told("ok", problems.join("; ")) : told("silent", silenceWords(silence));
}

const silenceWords = ({ stillSeconds, usualSeconds }: Silence): string =>
  `nothing new for ${spanWords(stillSeconds)}${usualSeconds === null ? "" : `; it used to bring something every ${spanWords(usualSeconds)}`}`;

/** A span of time in its largest fitting unit. */
function spanWords(seconds: number): string {
  const [count, unit] =
    seconds < 3600 ? [seconds / 60, "minute"] : seconds < 129_600 ? [seconds / 3600, "hour"] : [seconds / 86_400, "day"];
  const whole = Math.max(1, Math.round(count));
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}
