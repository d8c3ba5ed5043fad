import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createOffsets } from "./offsets.ts";

const text = "a é 漢 👩‍🚀 “so”";

describe("offsets of a text with wide and joined characters", () => {
  test.each([
    ["a", 0, 0, 0],
    ["é", 2, 2, 2],
    ["漢", 4, 4, 5],
    ["👩‍🚀", 6, 6, 9],
    ["“so”", 12, 10, 21],
  ])("%s begins at %i UTF-16 units, %i code points, %i bytes", (piece, utf16, codePoints, bytes) => {
    expect(text.indexOf(piece)).toBe(utf16);
    const offsets = createOffsets(text);
    expect([offsets.toCodePoints(utf16), offsets.toUtf8(utf16)]).toEqual([codePoints, bytes]);
    expect([offsets.fromCodePoints(codePoints), offsets.fromUtf8(bytes)]).toEqual([utf16, utf16]);
  });
  test("inside a surrogate pair is the pair's start, inside a character's bytes the character's", () => {
    expect(createOffsets(text).toCodePoints(7)).toBe(6);
    expect(createOffsets(text).fromUtf8(6)).toBe(4);
  });
  test.each([-1, 1.5, text.length + 1])("%d lies outside", (offset) => {
    expect(() => createOffsets(text).toCodePoints(offset)).toThrow(RangeError);
    expect(() => createOffsets(text).fromUtf8(offset === text.length + 1 ? 1000 : offset)).toThrow(RangeError);
  });
});

describe("for every text", () => {
  const texts = fc.string({ unit: "binary" });
  test("each code point's offset goes there and back, and agrees with iterating the text and with an encoder", () => {
    fc.assert(
      fc.property(texts, (any) => {
        const offsets = createOffsets(any);
        let utf16 = 0;
        let count = 0;
        for (const character of any) {
          expect(offsets.toCodePoints(utf16)).toBe(count);
          expect(offsets.fromCodePoints(count)).toBe(utf16);
          expect(offsets.toUtf8(utf16)).toBe(new TextEncoder().encode(any.slice(0, utf16)).length);
          expect(offsets.fromUtf8(offsets.toUtf8(utf16))).toBe(utf16);
          utf16 += character.length;
          count++;
        }
        expect([offsets.toCodePoints(utf16), offsets.fromCodePoints(count)]).toEqual([count, any.length]);
      }),
    );
  });
});
