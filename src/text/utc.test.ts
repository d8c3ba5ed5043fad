import { describe, expect, test } from "vitest";
import { isDateAlone, utcOf } from "./utc.ts";

describe("a written time in UTC", () => {
  test.each([
    ["2025-11-14", "2025-11-14T00:00:00.000Z"],
    ["2025-11-14T09:30:00Z", "2025-11-14T09:30:00.000Z"],
    ["2025-11-14T09:30:00+01:00", "2025-11-14T08:30:00.000Z"],
    ["2025-11-14T09:30:00-0230", "2025-11-14T12:00:00.000Z"],
    ["2025-11-14 09:30", "2025-11-14T09:30:00.000Z"],
    ["2025-11-14T23:59:59.5Z", "2025-11-14T23:59:59.500Z"],
    ["2025-13-14", null],
    ["yesterday", null],
    ["", null],
  ])("%j is %j", (written, expected) => expect(utcOf(written)).toBe(expected));
  test("a date alone is told from a time", () => {
    expect([isDateAlone("2025-11-14"), isDateAlone("2025-11-14T00:00:00Z")]).toEqual([true, false]);
  });
});
