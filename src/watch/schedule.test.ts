import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freshSeconds, retryAfterSeconds } from "./headers.ts";
import { DEFAULT_POLICY, policyOf, secondsIn } from "./policy.ts";
import { isPassing, REASONS, type Reason, reasonOfCode, reasonOfStatus } from "./reason.ts";
import { CEILING_SECONDS, FLOOR_SECONDS, secondsToNextTry, secondsToRetry, secondsToRevisit, type Tried } from "./schedule.ts";
import { silenceOf } from "./silence.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const MIDDLE = 0.5;
const done = (fresh: number | null, every: number | null = null): Tried => ({ ok: true, freshSeconds: fresh, everySeconds: every });
const failed = (reason: Reason, failures: number, retryAfter: number | null = null): Tried => ({
  ok: false,
  reason,
  failures,
  retryAfterSeconds: retryAfter,
});

describe("the next try after a success comes", () => {
  test.each([
    ["an hour later, when nobody says anything", done(null), 3600],
    ["when the server says that it may have changed", done(7200), 7200],
    ["not before the floor, whatever the server says", done(0), FLOOR_SECONDS],
    ["not before the floor, whatever the feed says", done(null, 60), FLOOR_SECONDS],
    ["not after the ceiling, whatever the server says", done(31_536_000), CEILING_SECONDS],
    ["when the feed asks for it", done(null, 1800), 1800],
    ["after the longer of both wishes", done(1200, 1800), 1800],
  ])("%s", (_, tried, seconds) => expect(secondsToNextTry(tried, DEFAULT_POLICY, MIDDLE)).toBe(seconds));
  test.each([[done(null)], [done(86_400, 3600)], [done(0)]])("when the source's own policy says", (tried) =>
    expect(secondsToNextTry(tried, { ...DEFAULT_POLICY, everySeconds: 120 }, MIDDLE)).toBe(120),
  );
});

describe("the next try after a failure comes", () => {
  test.each([
    ["a quarter of an hour after the first", failed("timeout", 1), 900],
    ["later after the second", failed("timeout", 2), 1800],
    ["later after the fifth", failed("server-error", 5), 14_400],
    ["a day after the hundredth", failed("connection", 100), CEILING_SECONDS],
    ["not before the server wants it", failed("rate-limited", 1, 7200), 7920],
    ["not at once, though the server would not mind", failed("rate-limited", 1, 0), 900],
    ["a day after robots.txt forbade it", failed("robots", 1), CEILING_SECONDS],
    ["never after an answer that it is gone", failed("gone", 1), null],
    ["again and again where nothing is found", failed("not-found", 9), CEILING_SECONDS],
  ])("%s", (_, tried, seconds) => {
    const next = secondsToNextTry(tried, DEFAULT_POLICY, MIDDLE);
    expect(next === null ? null : Math.round(next)).toBe(seconds);
  });
});

test("the next try is spread by a tenth, and never before the server wants it", () => {
  const reason = fc.constantFrom(...(Object.keys(REASONS) as Reason[]));
  fc.assert(
    fc.property(
      reason,
      fc.integer({ min: 1, max: 200 }),
      fc.option(fc.nat(700_000)),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (why, failures, retry, random) => {
        const seconds = secondsToNextTry(failed(why, failures, retry), DEFAULT_POLICY, random);
        if (seconds === null) expect(why).toBe("gone");
        else {
          expect(seconds).toBeGreaterThanOrEqual(Math.max(0.9 * FLOOR_SECONDS, retry ?? 0));
          expect(seconds).toBeLessThanOrEqual(1.2 * Math.max(CEILING_SECONDS, retry ?? 0));
        }
      },
    ),
  );
  expect(secondsToNextTry(done(null), DEFAULT_POLICY, 0)).toBe(3240);
  expect(secondsToNextTry(done(null), DEFAULT_POLICY, 0.999)).toBeCloseTo(3959, 0);
});

test("articles are asked again five times within a week, failed requests sooner and sooner no more", () => {
  expect([0, 1, 2, 3, 4, 5].map(secondsToRevisit)).toEqual([3600, 14_400, 86_400, 259_200, 604_800, null]);
  expect([1, 2, 3, 4, 9].map((attempts) => secondsToRetry(attempts, DEFAULT_POLICY, null, 0))).toEqual([60, 240, 960, 3840, 21_600]);
  expect(secondsToRetry(1, DEFAULT_POLICY, 500, 0)).toBe(500);
  expect(secondsToRetry(1, { ...DEFAULT_POLICY, everySeconds: 2 }, null, 0)).toBe(2);
});

describe("Retry-After", () => {
  test.each([
    ["120", 120],
    ["0", 0],
    [" 5 ", 5],
    ["Sun, 01 Mar 2026 12:10:00 GMT", 600],
    ["Sunday, 01-Mar-26 12:10:00 GMT", 600],
    ["Sun, 01 Mar 2026 11:00:00 GMT", 0],
    ["99999999999", 604_800],
    ["-5", null],
    ["soon", null],
    ["", null],
    ["2026", 2026],
    ["1.5", null],
  ])("%j", (written, seconds) => expect(retryAfterSeconds({ "retry-after": written }, NOW)).toBe(seconds));
  test("may be missing", () => expect(retryAfterSeconds({}, NOW)).toBeNull());
});

describe("how long an answer stays as it is", () => {
  const DATE = "Sun, 01 Mar 2026 12:00:00 GMT";
  test.each([
    ["nothing said", {}, null],
    ["max-age", { "cache-control": "public, max-age=600" }, 600],
    ["max-age in quotation marks", { "cache-control": 'max-age="600"' }, 600],
    ["max-age in capitals", { "cache-control": "Max-Age=600" }, 600],
    ["max-age and age", { "cache-control": "max-age=600", age: "100" }, 500],
    ["older than its max-age", { "cache-control": "max-age=600", age: "700" }, 0],
    ["no-cache", { "cache-control": "no-cache, max-age=600" }, 0],
    ["no-store", { "cache-control": "no-store" }, 0],
    ["a max-age that is none", { "cache-control": "max-age=soon" }, null],
    ["Expires", { expires: "Sun, 01 Mar 2026 13:00:00 GMT", date: DATE }, 3600],
    ["Expires in the past", { expires: "Sun, 01 Mar 2026 11:00:00 GMT", date: DATE }, 0],
    ["Expires of nonsense", { expires: "0", date: DATE }, 0],
    ["max-age before Expires", { "cache-control": "max-age=60", expires: "Sun, 01 Mar 2026 13:00:00 GMT", date: DATE }, 60],
    ["another directive", { "cache-control": "private" }, null],
  ])("%s", (_, headers, seconds) => expect(freshSeconds(headers as Readonly<Record<string, string>>)).toBe(seconds));
});

describe("settings", () => {
  test("that are missing are as by default", () => expect(policyOf({})).toEqual(DEFAULT_POLICY));
  test("are read", () =>
    expect(policyOf({ robots: "ignore", every: "30m", gap: 0.5, concurrency: 2, revisits: "no", retain: "30d", country: "NH" })).toEqual({
      robots: "ignore",
      everySeconds: 1800,
      gapSeconds: 0.5,
      concurrency: 2,
      revisits: false,
      retainSeconds: 2_592_000,
    }));
  test.each([
    [{ robots: "sometimes" }],
    [{ every: "often" }],
    [{ every: "-5m" }],
    [{ gap: "1 week" }],
    [{ concurrency: 0 }],
    [{ concurrency: 1.5 }],
    [{ concurrency: 99 }],
    [{ revisits: "maybe" }],
  ])("%j are refused", (settings) =>
    expect(() => policyOf(settings as Readonly<Record<string, string>>)).toThrow(expect.objectContaining({ code: "E_USAGE" })),
  );
  test.each([
    ["90", 90],
    ["90s", 90],
    ["15m", 900],
    ["2h", 7200],
    ["1d", 86_400],
    ["0.5m", 30],
  ])("%s is a time", (text, seconds) => expect(secondsIn(text, "every")).toBe(seconds));
});

describe("reasons", () => {
  test.each([
    [401, {}, "unauthorised"],
    [402, {}, "paywall"],
    [403, {}, "forbidden"],
    [403, { "cf-mitigated": "challenge" }, "bot-wall"],
    [404, {}, "not-found"],
    [410, {}, "gone"],
    [429, {}, "rate-limited"],
    [500, {}, "server-error"],
    [503, {}, "server-error"],
    [503, { "cf-mitigated": "challenge" }, "bot-wall"],
    [418, {}, "other-status"],
    [206, {}, "other-status"],
  ])("of status %i with %j: %s", (status, headers, reason) =>
    expect(reasonOfStatus(status, headers as Readonly<Record<string, string>>)).toBe(reason),
  );
  test.each([
    ["E_TLS", "tls"],
    ["E_TIMEOUT", "timeout"],
    ["E_PAYWALL", "paywall"],
    ["E_CONSENT_WALL", "consent-wall"],
    ["E_BOT_WALL", "bot-wall"],
    ["E_ROBOTS", "robots"],
    ["E_MODEL", "internal"],
  ] as const)("of %s: %s", (code, reason) => expect(reasonOfCode(code)).toBe(reason));
  test.each(Object.keys(REASONS))("docs/taking-in.md has a row for %s", (reason) =>
    expect(readFileSync(new URL("../../docs/taking-in.md", import.meta.url), "utf8")).toContain(`| \`${reason}\` |`),
  );
  test("pass or stay", () => {
    expect(["timeout", "server-error", "rate-limited"].map((one) => isPassing(one as Reason))).toEqual([true, true, true]);
    expect(["not-found", "gone", "paywall", "robots"].map((one) => isPassing(one as Reason))).toEqual([false, false, false, false]);
  });
});

describe("silence", () => {
  const HOUR = 3_600_000;
  const every = (hours: number, count: number): readonly number[] =>
    Array.from({ length: count }, (_, i) => NOW - (count - i) * hours * HOUR);
  test.each([
    ["an hourly source, an hour later", every(1, 10), 1, false],
    ["an hourly source at night", every(1, 10), 9, false],
    ["an hourly source, a day later", every(1, 10), 24, true],
    ["a daily source over the weekend", every(24, 10), 72, false],
    ["a daily source, two weeks later", every(24, 10), 14 * 24, true],
    ["a monthly source, a month later", every(720, 10), 700, false],
    ["a monthly source, half a year later", every(720, 10), 180 * 24, true],
    ["a source that never brought anything, after a day", [], 24, false],
    ["a source that never brought anything, after eight days", [], 8 * 24, true],
    ["a source that brought two things, after eight days", every(1, 2), 8 * 24, true],
  ])("%s", (_, yields, hoursLater, isSilent) => expect(silenceOf(yields, NOW, NOW + (hoursLater - 1) * HOUR) !== null).toBe(isSilent));
  test("tells what was usual", () =>
    expect(silenceOf(every(2, 10), NOW, NOW + 100 * HOUR)).toEqual({ stillSeconds: 102 * 3600, usualSeconds: 7200 }));
});
