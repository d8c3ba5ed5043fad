/**
 * A day's run in small: outlets on loopback, most of them with a fault, are watched with the real extractor for some
 * minutes: `node bench/intake/day.ts --outlets 200 --minutes 10`; with `--plain` the tests' stand-in for the extractor is taken,
 * which costs nothing. What was published last may come for as long again; then it ends, whatever is missing. Exits 1
 * unless every article came once, every fault was named, no host was asked more often than its policy, and the data
 * folder verifies.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openData } from "../../src/desk/data.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { openDesk } from "../../src/desk/node.ts";
import { reportSources } from "../../src/desk/sources.ts";
import { verifyData } from "../../src/desk/verify-data.ts";
import { dayProblems } from "../../test/support/day-problems.ts";
import { fakeDesk } from "../../test/support/fake-desk.ts";
import { openNewsroom } from "../../test/support/newsroom.ts";
import { watchNewsroom } from "../../test/support/watch-newsroom.ts";

/** Policy of each source, and what the outlets do; in the last fifth of the time nothing is published. */
const PROMISED = { gapMs: 500, delayMs: 2000 } as const;
const EVERY_SECONDS = 10;
const ARTICLE_EVERY_MS = 60_000;
const CALM_SHARE = 0.2;
const GRACE_MINUTES = 5;

const { values } = parseArgs({
  options: { outlets: { type: "string", default: "200" }, minutes: { type: "string", default: "10" }, plain: { type: "boolean" } },
});
const wholeMs = Number(values.minutes) * 60_000;
const folder = mkdtempSync(join(tmpdir(), "sayso-day-"));
const data = await openData({ folder: join(folder, "data"), creates: true });
const desk = values.plain === true ? withAddresses(fakeDesk()) : openDesk({ workers: 1, readable: true });
const newsroom = await openNewsroom({ outlets: Number(values.outlets), everyMs: ARTICLE_EVERY_MS, delaySeconds: PROMISED.delayMs / 1000 });

// What is under way when the time is over waits for its host's turn and ends within minutes; a run that does not is stuck.
const giveUp = setTimeout(
  () => {
    console.log(`it did not end within ${values.minutes} minutes and as many again, and ${GRACE_MINUTES} more`);
    process.exit(1);
  },
  2 * wholeMs + GRACE_MINUTES * 60_000,
);
const receipts = await watchNewsroom(newsroom, data, desk, {
  gapMs: PROMISED.gapMs,
  everySeconds: EVERY_SECONDS,
  publishingMs: (1 - CALM_SHARE) * wholeMs,
  calmMs: (1 - CALM_SHARE) * wholeMs,
});
clearTimeout(giveUp);
const reports = await reportSources(data.store.sources, Date.now());
const problems = [...dayProblems(newsroom, receipts, reports, PROMISED)];
for await (const problem of verifyData(data, desk)) problems.push(`verify: ${problem.message}`);

const stored = receipts.filter(({ status }) => status === "stored").length;
const states = Map.groupBy(reports, ({ state, reason }) => reason ?? state);
console.log(
  `${newsroom.outlets.length} outlets, ${newsroom.asked.length} requests, ${stored} articles stored in ${values.minutes} minutes`,
);
for (const [state, some] of [...states].toSorted(([, one], [, other]) => other.length - one.length))
  console.log(`${String(some.length).padStart(5)}  ${state}`);
for (const problem of problems) console.log(problem);
console.log(problems.length === 0 ? "ok" : `${problems.length} problems`);

await newsroom[Symbol.asyncDispose]();
await desk.close();
await data.close();
rmSync(folder, { recursive: true });
process.exitCode = problems.length === 0 ? 0 : 1;

/** The stand-in with articles under the addresses of their pages. */
function withAddresses(fake: Desk): Desk {
  return { ...fake, html: (page, given) => fake.html(page, page.url === null ? given : { ...given, url: page.url }) };
}
