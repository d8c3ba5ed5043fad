import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodePage } from "./charset.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Bytes of a text whose characters are all below U+0100. */
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0);
const utf16 = (text: string): Uint8Array => Uint8Array.from(Array.from(text).flatMap((character) => [character.codePointAt(0) ?? 0, 0]));
const prose = "Pål Næss said that the café in the harbour was closed, and that René had gone home. ".repeat(5);

test.each([
  ["UTF-8 without a word", utf8("café"), {}, "café", "utf-8"],
  [
    "a byte-order mark against the header",
    Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8("café")]),
    { "content-type": "text/html; charset=iso-8859-1" },
    "café",
    "utf-8",
  ],
  ["the header", latin1("caf\u00E9"), { "content-type": "text/html; charset=ISO-8859-1" }, "café", "windows-1252"],
  [
    "a meta charset",
    latin1('<meta charset="windows-1252">caf\u00E9 \u0093x\u0094'),
    {},
    '<meta charset="windows-1252">café “x”',
    "windows-1252",
  ],
  [
    "a meta http-equiv",
    latin1('<meta http-equiv=Content-Type content="text/html; charset=iso-8859-2">\u00E8'),
    {},
    '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-2">č',
    "iso-8859-2",
  ],
  [
    "an XML declaration",
    latin1("<?xml version='1.0' encoding='iso-8859-1'?><p>\u00E9</p>"),
    {},
    "<?xml version='1.0' encoding='iso-8859-1'?><p>é</p>",
    "windows-1252",
  ],
  ["a charset that does not exist", utf8("café"), { "content-type": "text/html; charset=klingon" }, "café", "utf-8"],
  ["no declaration and bytes that are not UTF-8", latin1(prose), {}, prose, "windows-1252"],
  ["UTF-8 declared, windows-1252 sent", latin1(prose), { "content-type": "text/html; charset=utf-8" }, prose, "windows-1252"],
  ["UTF-16 without a mark", utf16("<p>Port Hallam</p>"), {}, "<p>Port Hallam</p>", "utf-16le"],
  ["UTF-16 declared in ASCII letters", utf8('<meta charset="utf-16">café'), {}, '<meta charset="utf-16">café', "utf-8"],
])("charset from %s", (_, bytes, headers, text, charset) => {
  expect(decodePage({ bytes, headers })).toEqual({ text, charset });
});

test("law: any bytes under any declaration are decoded without an error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 12 }), (bytes, label) => {
      expect(typeof decodePage({ bytes, headers: { "content-type": `text/html; charset=${label}` } }).text).toBe("string");
    }),
  );
});
