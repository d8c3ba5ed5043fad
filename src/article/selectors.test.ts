import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSelectors } from "./selectors.ts";

describe("selectors", () => {
  test("quote the span with 32 units of context, and count code points", () => {
    const text = `${"x".repeat(40)}👩‍🚀 said so.`;
    const [quote, position] = createSelectors(text)({ start: 46, end: 50 });
    expect(quote).toEqual({ type: "TextQuoteSelector", exact: "said", prefix: `${"x".repeat(26)}👩‍🚀 `, suffix: " so." });
    expect(position).toEqual({ type: "TextPositionSelector", start: 44, end: 48 });
  });
  test("context never begins or ends inside a grapheme", () => {
    const text = `👩‍🚀${"y".repeat(29)}Z${"y".repeat(31)}👩‍🚀 end`;
    const at = text.indexOf("Z");
    const [quote] = createSelectors(text)({ start: at, end: at + 1 });
    expect(quote.prefix).toBe(`👩‍🚀${"y".repeat(29)}`);
    expect(quote.suffix).toBe(`${"y".repeat(31)}👩‍🚀`);
  });
  test("for every text and span both selectors pick the same characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), fc.nat(), fc.nat(), (text, a, b) => {
        let border = 0;
        const borders = [0, ...Array.from(text, (character) => (border += character.length))];
        const [i = 0, j = 0] = [a % borders.length, b % borders.length].sort((x, y) => x - y);
        const span = { start: borders[i] ?? 0, end: borders[j] ?? 0 };
        const [quote, position] = createSelectors(text)(span);
        expect(text.slice(span.start - quote.prefix.length).startsWith(quote.prefix + quote.exact + quote.suffix)).toBe(true);
        expect(Array.from(text).slice(position.start, position.end).join("")).toBe(quote.exact);
        expect(quote.prefix.length).toBeGreaterThanOrEqual(Math.min(32, span.start));
        expect(quote.suffix.length).toBeGreaterThanOrEqual(Math.min(32, text.length - span.end));
      }),
    );
  });
});
