import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeSpaces, unescapeSpaces, withoutControls } from "./escapes.ts";

describe("escaped spaces", () => {
  test.each([
    ["two spaces", "  ", "\\s\\s"],
    ["a line end of Windows", "\r\n", "\\r\\n"],
    ["a tab, a bar and a backslash", "\t|\\", "\\t\\p\\\\"],
    ["a space that does not break", "\u00A0", "\\u00A0"],
    ["a joiner without width", "a\u200Db", "a\\u200Db"],
    ["half a character", "\uD83D", "\\uD83D"],
    ["a tag beyond the first plane", "\u{E0041}", "\\uDB40\\uDC41"],
    ["letters and signs", "é“👍=", "é“👍="],
  ])("%s", (_, text, written) => {
    expect(escapeSpaces(text)).toBe(written);
    expect(unescapeSpaces(written)).toBe(text);
  });
  test("an escape that is not known stays", () => expect(unescapeSpaces("\\x\\u12\\")).toBe("\\x\\u12\\"));
  test("come back from every text, on one line without a bar", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string({ unit: fc.constantFrom("\\", "s", "u", "0", " ", "|", "\n", "\uD800") }),
        (a, b) => {
          for (const text of [a, b]) {
            expect(escapeSpaces(text)).not.toMatch(/[\s|\p{Cc}\p{Cs}]/u);
            expect(unescapeSpaces(escapeSpaces(text))).toBe(text);
          }
        },
      ),
    );
  });
});

test("a text without controls keeps its length and every character that shows", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (any, shown) => {
      expect(withoutControls(any)).toHaveLength(any.length);
      expect(withoutControls(shown)).toBe(shown);
    }),
  );
  expect(withoutControls("a\u000Cb\u202Ec\uD83D\u0085")).toBe("a\uFFFDb\uFFFDc\uFFFD\uFFFD");
});
