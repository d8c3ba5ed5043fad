import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openData } from "../../src/desk/data.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { reportSources } from "../../src/desk/sources.ts";
import { verifyData } from "../../src/desk/verify-data.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { FAULTS, openNewsroom } from "../support/newsroom.ts";
import { watchNewsroom } from "../support/watch-newsroom.ts";

/** Milliseconds by which two clocks of whole milliseconds may differ. */
const TOLERANCE_MS = 2;

test("in a day in small every article comes once, every fault is named, and no host is asked more often than its policy", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sayso-watch-"));
  const data = await openData({ folder: join(folder, "data"), creates: true });
  const [gapMs, delayMs] = [150, 600];
  await using newsroom = await openNewsroom({ outlets: Object.keys(FAULTS).length, everyMs: 4000, delaySeconds: delayMs / 1000 });
  const fake = fakeDesk();
  const desk: Desk = { ...fake, html: (page, given) => fake.html(page, page.url === null ? given : { ...given, url: page.url }) };
  const receipts = await watchNewsroom(newsroom, data, desk, { gapMs, everySeconds: 1, publishingMs: 9000, calmMs: 12_000 });

  for (const outlet of newsroom.outlets) {
    const wanted = FAULTS[outlet.fault] === null ? newsroom.published(outlet) : [];
    const own = new URL(outlet.feedUrl).origin;
    const stored = receipts.filter(({ url, status }) => status === "stored" && (url ?? "").startsWith(own)).map(({ url }) => url);
    expect([outlet.fault, stored.toSorted()]).toEqual([outlet.fault, wanted.toSorted()]);
  }
  const reports = new Map((await reportSources(data.store.sources, Date.now())).map((report) => [report.url, report]));
  for (const { fault, feedUrl } of newsroom.outlets.filter((outlet) => FAULTS[outlet.fault] !== null))
    expect([fault, reports.get(feedUrl)?.reason]).toEqual([fault, FAULTS[fault]]);

  for (const { host, fault } of newsroom.outlets) {
    const times = newsroom.asked.filter((one) => one.host === host).map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
    const wanted = fault === "wants-a-delay" ? delayMs : gapMs;
    expect(times.length).toBeGreaterThan(0);
    expect([fault, gaps.filter((gap) => gap + TOLERANCE_MS < wanted)]).toEqual([fault, []]);
  }
  const robotRules = newsroom.outlets.find(({ fault }) => fault === "robot-rules")?.host;
  expect(newsroom.asked.filter(({ host, path }) => host === robotRules && path !== "/robots.txt")).toEqual([]);
  expect(await Array.fromAsync(verifyData(data, desk))).toEqual([]);
  await data.close();
  rmSync(folder, { recursive: true });
}, 90_000);
