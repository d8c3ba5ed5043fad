import { describe, expect, test } from "vitest";
import { feedIn } from "./feeds.ts";

const TITLE = "Café in Nordhölm";
const source = (encoding: string | null): string =>
  `<?xml version="1.0"${encoding === null ? "" : ` encoding="${encoding}"`}?><rss><channel><item><title>${TITLE}</title><link>https://courier.example/1</link></item></channel></rss>`;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0);
const utf16 = (text: string, isLittle: boolean, mark: boolean): Uint8Array =>
  Uint8Array.from(
    Array.from((mark ? "\uFEFF" : "") + text).flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      return isLittle ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff];
    }),
  );

describe("the characters of a feed", () => {
  test.each([
    ["UTF-8 that says so", utf8(source("UTF-8")), "application/rss+xml"],
    ["UTF-8 without a word", utf8(source(null)), ""],
    ["UTF-8 with a byte order mark", utf8(`\uFEFF${source(null)}`), ""],
    ["UTF-8 under a header of another charset", utf8(source("UTF-8")), "text/xml; charset=ISO-8859-1"],
    ["UTF-8 under a header of ASCII", utf8(source("UTF-8")), "text/xml; charset=us-ascii"],
    ["UTF-8 that calls itself Latin 1", utf8(source("ISO-8859-1")), ""],
    ["Latin 1 that says so", latin1(source("ISO-8859-1")), ""],
    ["Latin 1 by its header alone", latin1(source(null)), "text/xml; charset=iso-8859-1"],
    ["Windows 1252 that says so", latin1(source("windows-1252")), ""],
    ["Latin 1 in single quotation marks", latin1(source("ISO-8859-1").replaceAll('"', "'")), ""],
    [
      "Latin 1 that calls itself UTF-8",
      latin1(source("UTF-8").replace("<title>", `<description>${"é à ü ö ".repeat(40)}</description><title>`)),
      "",
    ],
    ["UTF-16 with a mark, little end first", utf16(source("UTF-16"), true, true), ""],
    ["UTF-16 with a mark, big end first", utf16(source("UTF-16"), false, true), ""],
    ["UTF-16 without a mark", utf16(source("UTF-16"), true, false), ""],
    ["UTF-8 that calls itself UTF-16", utf8(source("UTF-16")), ""],
    ["an unknown charset", utf8(source("x-nordholm")), "text/xml; charset=x-hallam"],
  ])("%s", (_, bytes, type) => expect(feedIn(bytes, type).entries[0]?.title).toBe(TITLE));

  test("a few broken bytes do not change the rest", () => {
    const [before, after] = [
      '<?xml version="1.0" encoding="UTF-8"?><rss><channel><item><link>https://courier.example/1</link><title>Café é ',
      "</title></item></channel></rss>",
    ].map(utf8);
    expect(feedIn(Uint8Array.from([...(before ?? []), 0xff, ...(after ?? [])])).entries[0]?.title).toBe("Café é \uFFFD");
  });
});
