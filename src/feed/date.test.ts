import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { feedDate } from "./date.ts";

describe("a date with time and offset", () => {
  test.each([
    ["Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00Z"],
    ["Mon, 2 Mar 2026 10:00:00 +0000", "2026-03-02T10:00:00Z"],
    ["02 Mar 2026 10:00:00 +0100", "2026-03-02T10:00:00+01:00"],
    ["Mon, 02 Mar 2026 10:00 -0530", "2026-03-02T10:00:00-05:30"],
    ["Mon, 02 Mar 26 10:00:00 EST", "2026-03-02T10:00:00-05:00"],
    ["Mon, 02 Mar 99 10:00:00 PDT", "1999-03-02T10:00:00-07:00"],
    ["Mon, 02 Mar 2026 10:00:00 UT", "2026-03-02T10:00:00Z"],
    ["Mon, 02 Mar 2026 10:00:00 Z", "2026-03-02T10:00:00Z"],
    ["Mon, 02 Mar 2026 10:00:00 GMT+0200", "2026-03-02T10:00:00+02:00"],
    ["Mon, 02 Mar 2026 10:00:00 +02:00", "2026-03-02T10:00:00+02:00"],
    ["Mon, 02 Mar 2026 10:00:00 +0000 (UTC)", "2026-03-02T10:00:00Z"],
    ["Mon, 02 Mar 2026 10:00:00.123 GMT", "2026-03-02T10:00:00Z"],
    ["Mon 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00Z"],
    ["Monday, 02 March 2026 10:00:00 GMT", "2026-03-02T10:00:00Z"],
    ["Monday, 02-Mar-26 10:00:00 GMT", "2026-03-02T10:00:00Z"],
    ["Fri, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00Z"],
    ["MON, 02 MAR 2026 10:00:00 gmt", "2026-03-02T10:00:00Z"],
    ["  Mon,  02  Mar 2026\n10:00:00 GMT ", "2026-03-02T10:00:00Z"],
    ["Tue, 15 Sept 2026 9:05:00 GMT", "2026-09-15T09:05:00Z"],
    ["Mon, 02 Mar 2026 23:59:60 GMT", "2026-03-02T23:59:59Z"],
    ["Mar 2, 2026 10:00 EST", "2026-03-02T10:00:00-05:00"],
    ["March 2nd, 2026 10:00:00 +0000", "2026-03-02T10:00:00Z"],
    ["2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z"],
    ["2026-03-02T10:00Z", "2026-03-02T10:00:00Z"],
    ["2026-03-02T10:00:00.5+01:00", "2026-03-02T10:00:00+01:00"],
    ["2026-03-02T10:00:00+0100", "2026-03-02T10:00:00+01:00"],
    ["2026-03-02T10:00:00-08", "2026-03-02T10:00:00-08:00"],
    ["2026-03-02 10:00:00 UTC", "2026-03-02T10:00:00Z"],
    ["2026-03-02 10:00:00 +0000", "2026-03-02T10:00:00Z"],
    ["2026-03-02t10:00:00z", "2026-03-02T10:00:00Z"],
    ["20260302T100000Z", "2026-03-02T10:00:00Z"],
    ["2003-12-13T08:29:29-04:00", "2003-12-13T08:29:29-04:00"],
  ])("%j", (written, expected) => expect(feedDate(written)).toBe(expected));
});

describe("a day alone, since no offset is told or known", () => {
  test.each([
    ["2026-03-02", "2026-03-02"],
    ["20260302", "2026-03-02"],
    ["2026-03-02T10:00:00", "2026-03-02"],
    ["2026-03-02 10:00", "2026-03-02"],
    ["Mon, 02 Mar 2026", "2026-03-02"],
    ["02 Mar 2026 10:00:00", "2026-03-02"],
    ["Mon, 02 Mar 2026 10:00:00 CEST", "2026-03-02"],
    ["Mon, 02 Mar 2026 10:00:00 A", "2026-03-02"],
    ["Mon, 02 Mar 2026 25:00:00 GMT", "2026-03-02"],
    ["Mon, 02 Mar 2026 10:61:00 GMT", "2026-03-02"],
    ["Mon, 02 Mar 2026 10:00:00 +9900", "2026-03-02"],
    ["2026-03-02T24:00:00Z", "2026-03-02"],
    ["Mon Mar 2 10:00:00 2026", "2026-03-02"],
    ["March 2, 2026", "2026-03-02"],
  ])("%j", (written, expected) => expect(feedDate(written)).toBe(expected));
});

describe("no date", () => {
  test.each([
    [""],
    [" "],
    ["yesterday"],
    ["2026"],
    ["2026-03"],
    ["0000-00-00 00:00:00"],
    ["2026-02-30"],
    ["Mon, 31 Feb 2026 10:00:00 GMT"],
    ["2026-13-01"],
    ["Mon, 02 Foo 2026 10:00:00 GMT"],
    ["02/03/2026"],
    ["1772445600"],
    ["Thu, 01 Jan 1925 00:00:00 GMT"],
    ["2026-03-02T10:00:00Z and more"],
    ["Invalid Date"],
    ["undefined"],
    ["%a, %d %b %Y %H:%M:%S"],
    ["x".repeat(10_000)],
  ])("in %j", (written) => expect(feedDate(written)).toBeNull());
  test("in nothing", () => expect([feedDate(null), feedDate(undefined)]).toEqual([null, null]));
});

test("every time that can be is read in each of the forms", () => {
  const time = fc.date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2099-12-31T23:59:59Z"), noInvalidDate: true });
  fc.assert(
    fc.property(time, (date) => {
      const expected = `${date.toISOString().slice(0, 19)}Z`;
      expect([date.toISOString(), date.toUTCString(), date.toUTCString().replace("GMT", "+0000")].map(feedDate)).toEqual([
        expected,
        expected,
        expected,
      ]);
    }),
  );
});

test("whatever is written gives a day of the calendar or nothing, at once", () => {
  const pieces = fc.array(
    fc.oneof(fc.constantFrom("Mon", ",", " ", "02", "Mar", "2026", ":", "T", "-", "+", "GMT", "("), fc.string({ maxLength: 4 })),
  );
  fc.assert(
    fc.property(
      pieces.map((all) => all.join("")),
      (written) => {
        const found = feedDate(written);
        if (found === null) return;
        expect(found).toMatch(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))?$/);
        expect(Number.isNaN(Date.parse(found))).toBe(false);
        expect(new Date(`${found.slice(0, 10)}T00:00:00Z`).toISOString().slice(0, 10)).toBe(found.slice(0, 10));
      },
    ),
    { numRuns: 2000 },
  );
});
