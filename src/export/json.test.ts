import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordFrom } from "../../test/support/marked-record.ts";
import { jsonWriter, ndjsonWriter, toJson } from "./json.ts";

describe("json", () => {
  test("of any value says the same as JSON, on one line for every reader, with nothing that a terminal obeys", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), fc.string({ unit: "binary" }), (value, text) => {
        const line = toJson({ value, text });
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify({ value, text })));
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
  test.each([
    ["no record", 0, "[]\n"],
    ["records", 2, undefined],
  ])("an array of %s", (_, count, expected) => {
    const writer = jsonWriter({ single: false });
    const record = recordFrom("{1s|Lind} {1q|said}\u0085{1c|so}.");
    const out = Array.from({ length: count }, () => writer.add(record)).join("") + writer.end();
    expect(JSON.parse(out)).toEqual(Array.from({ length: count }, () => record));
    expect(expected ?? out).toBe(out);
  });
  test("a line is one record", () => {
    const record = recordFrom("{1s|Lind} {1q|said} {1c|so}.\n\nMore.");
    expect(ndjsonWriter().add(record).split("\n")).toEqual([toJson(record), ""]);
  });
});
