import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openData } from "../../src/desk/data.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { reportSources } from "../../src/desk/sources.ts";
import { verifyData } from "../../src/desk/verify-data.ts";
import { dayProblems } from "../support/day-problems.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { FAULTS, openNewsroom } from "../support/newsroom.ts";
import { watchNewsroom } from "../support/watch-newsroom.ts";

test("in a day in small every article comes once, every fault is named, and no host is asked more often than its policy", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sayso-watch-"));
  const data = await openData({ folder: join(folder, "data"), creates: true });
  const promised = { gapMs: 150, delayMs: 600 };
  await using newsroom = await openNewsroom({ outlets: Object.keys(FAULTS).length, everyMs: 4000, delaySeconds: promised.delayMs / 1000 });
  const fake = fakeDesk();
  const desk: Desk = { ...fake, html: (page, given) => fake.html(page, page.url === null ? given : { ...given, url: page.url }) };
  const receipts = await watchNewsroom(newsroom, data, desk, {
    gapMs: promised.gapMs,
    everySeconds: 1,
    publishingMs: 9000,
    calmMs: 90_000,
  });
  expect(receipts.filter(({ status }) => status === "stored").length).toBeGreaterThan(30);
  expect(dayProblems(newsroom, receipts, await reportSources(data.store.sources, Date.now()), promised)).toEqual([]);
  expect(await Array.fromAsync(verifyData(data, desk))).toEqual([]);
  await data.close();
  rmSync(folder, { recursive: true });
}, 240_000);
