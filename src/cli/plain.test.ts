import * as fc from "fast-check";
import { expect, test } from "vitest";
import { plain } from "./plain.ts";

test.each([
  ["colours", "\u001B[31mred\u001B[0m", "red"],
  ["a changed window title", "a\u001B]0;owned\u0007b", "ab"],
  ["a link to elsewhere", "\u001B]8;;http://x.example\u001B\\here\u001B]8;;\u001B\\", "here"],
  ["a cleared screen", "\u001B[2J\u001B[Hclean", "clean"],
  ["an eight-bit sequence", "\u009B31mred", "red"],
  ["a device string", "\u001BPq1;2\u001B\\x", "x"],
  ["a sequence that never ends", "x\u001B]0;for ever", "x"],
  ["bells and backspaces", "no\u0007\u0008\u0008yes", "noyes"],
  ["writing turned round", "a\u202Eb\u2066c", "abc"],
  ["line ends and tabs", " a\r\n\tb ", " a b "],
  ["joined characters and accents stay", "👩‍🚀 é 漢", "👩‍🚀 é 漢"],
])("%s", (_, foreign, shown) => expect(plain(foreign)).toBe(shown));

test("nothing that a terminal obeys is left of any text", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\u001B", "[", "]", "\u009B", "\u0007", ";", "m"))),
      (parts) => {
        expect(plain(parts.join(""))).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      },
    ),
  );
});
