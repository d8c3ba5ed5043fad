import type { Receipt } from "../../src/desk/ingest.ts";
import type { SourceReport } from "../../src/desk/sources.ts";
import { FAULTS, type Newsroom } from "./newsroom.ts";

/** Milliseconds by which two clocks of whole milliseconds may differ. */
const TOLERANCE_MS = 2;

/** What was promised of a day in small: the pace of each host, and the delay where a host asks for one. */
export interface Promised {
  readonly gapMs: number;
  readonly delayMs: number;
}

/** Everything that went otherwise than it should, one sentence each: articles missing or there twice, faults without their name, hosts asked too often. */
export function dayProblems(
  newsroom: Newsroom,
  receipts: readonly Receipt[],
  reports: readonly SourceReport[],
  { gapMs, delayMs }: Promised,
): readonly string[] {
  const reasons = new Map(reports.map(({ url, reason }) => [url, reason]));
  return newsroom.outlets.flatMap((outlet) => {
    const { host, fault, feedUrl } = outlet;
    const wanted = FAULTS[fault] === null ? newsroom.published(outlet) : [];
    const own = `${new URL(feedUrl).origin}/`;
    const stored = receipts.filter(({ url, status }) => status === "stored" && (url ?? "").startsWith(own)).map(({ url }) => url ?? "");
    const missing = wanted.filter((url) => !stored.includes(url));
    const twice = stored.filter((url, index) => stored.indexOf(url) !== index);
    const times = newsroom.asked.filter((one) => one.host === host).map(({ atMs }) => atMs);
    const least = fault === "wants-a-delay" ? delayMs : gapMs;
    const hasty = times.filter((at, index) => index > 0 && at - (times[index - 1] ?? at) + TOLERANCE_MS < least);
    const forbidden = fault === "robot-rules" ? newsroom.asked.filter((one) => one.host === host && one.path !== "/robots.txt") : [];
    const named = FAULTS[fault] === null || reasons.get(feedUrl) === FAULTS[fault];
    return [
      ...(missing.length > 0 ? [`${fault}: ${missing.length} of ${wanted.length} articles are missing`] : []),
      ...(twice.length > 0 ? [`${fault}: ${twice.length} articles are there twice`] : []),
      ...(named ? [] : [`${fault}: the reason is ${String(reasons.get(feedUrl))}`]),
      ...(times.length === 0 ? [`${fault}: it was never asked`] : []),
      ...(hasty.length > 0 ? [`${fault}: ${hasty.length} of ${times.length} requests came too early`] : []),
      ...(forbidden.length > 0 ? [`${fault}: ${forbidden.length} requests were forbidden`] : []),
    ];
  });
}
