import { describe, expect, test } from "vitest";
import { atom, feedIn, rss, urlsOf } from "./feeds.ts";

const ATOM_NS = 'xmlns:atom="http://www.w3.org/2005/Atom"';
const only = (source: string, url?: string): string | undefined => urlsOf(feedIn(source, "", url))[0];

describe("where an RSS item leads", () => {
  test.each([
    ["a link", "<link>https://courier.example/ferry</link>", "https://courier.example/ferry"],
    ["a link with white space", "<link>\n https://courier.example/ferry \n</link>", "https://courier.example/ferry"],
    ["a link in CDATA", "<link><![CDATA[https://courier.example/ferry?a=1&b=2]]></link>", "https://courier.example/ferry?a=1&b=2"],
    [
      "a link with bare ampersands",
      "<link>https://courier.example/ferry?a=1&b=2&copy=3</link>",
      "https://courier.example/ferry?a=1&b=2&copy=3",
    ],
    ["a link with escaped ampersands", "<link>https://courier.example/ferry?a=1&amp;b=2</link>", "https://courier.example/ferry?a=1&b=2"],
    ["a link with a fragment", "<link>https://courier.example/ferry#top</link>", "https://courier.example/ferry"],
    ["a link in other letters", "<link>https://courier.example/fähre</link>", "https://courier.example/f%C3%A4hre"],
    ["a link with a blank inside", "<link>https://courier.example/a b</link>", "https://courier.example/a%20b"],
    ["a link without scheme", "<link>www.courier.example/ferry</link>", "https://www.courier.example/ferry"],
    ["a link without scheme, two slashes", "<link>//courier.example/ferry</link>", "https://courier.example/ferry"],
    ["a link from the root", "<link>/ferry</link>", "https://courier.example/ferry"],
    ["a link from the site", "<link>ferry</link>", "https://courier.example/ferry"],
    ["two links", "<link/><link>https://courier.example/ferry</link>", "https://courier.example/ferry"],
    ["a link of Atom", '<atom:link href="https://courier.example/ferry"/>', "https://courier.example/ferry"],
    [
      "an alternate link of Atom",
      '<atom:link rel="self" href="https://courier.example/self"/><atom:link rel="alternate" href="https://courier.example/ferry"/>',
      "https://courier.example/ferry",
    ],
    [
      "a link and one of Atom to itself",
      '<atom:link rel="self" href="https://courier.example/self"/><link>https://courier.example/ferry</link>',
      "https://courier.example/ferry",
    ],
    ["a link as Atom writes it", '<link href="https://courier.example/ferry"/>', "https://courier.example/ferry"],
    ["a permanent id", "<guid>https://courier.example/ferry</guid>", "https://courier.example/ferry"],
    ["a permanent id that says so", '<guid isPermaLink="true">https://courier.example/ferry</guid>', "https://courier.example/ferry"],
    [
      "a link that cannot be fetched, and a permanent id",
      "<link>mailto:desk@courier.example</link><guid>https://courier.example/ferry</guid>",
      "https://courier.example/ferry",
    ],
    [
      "the original behind a redirecting service",
      '<link>https://redirect.example/x</link><fb:origLink xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0">https://courier.example/ferry</fb:origLink>',
      "https://courier.example/ferry",
    ],
    [
      "an undeclared prefix of a known module",
      "<link>https://redirect.example/x</link><feedburner:origLink>https://courier.example/ferry</feedburner:origLink>",
      "https://courier.example/ferry",
    ],
    ["a link in capitals", "<LINK>https://courier.example/ferry</LINK>", "https://courier.example/ferry"],
    ["the scheme in capitals", "<link>HTTPS://Courier.Example/ferry</link>", "https://courier.example/ferry"],
    ["a feed scheme before it", "<link>feed:https://courier.example/ferry</link>", "https://courier.example/ferry"],
  ])("%s", (_, inner, url) => expect(only(rss(`<item>${inner}</item>`, undefined, ATOM_NS))).toBe(url));

  test.each([
    ["no link", "<title>Ferry</title>"],
    ["an empty link", "<link></link>"],
    ["a mail address", "<link>mailto:desk@courier.example</link>"],
    ["a script", "<link>javascript:alert(1)</link>"],
    ["a file", "<link>file:///etc/passwd</link>"],
    ["data", "<link>data:text/html,x</link>"],
    ["an id that is no address", '<guid isPermaLink="false">https://courier.example/ferry</guid>'],
    ["an id of another kind", "<guid>tag:courier.example,2026:1</guid>"],
    ["a link that is no address", "<link>http://</link>"],
    ["a link that is too long", `<link>https://courier.example/${"a".repeat(9000)}</link>`],
    ["only a link to itself", '<atom:link rel="self" href="https://courier.example/self"/>'],
  ])("nowhere: %s", (_, inner) => {
    const feed = feedIn(rss(`<item>${inner}</item>`, undefined, ATOM_NS));
    expect(feed.entries).toEqual([]);
    expect(feed.problems).toEqual(["1 entry has no address that can be fetched"]);
  });

  test.each([
    ["the site's address", "<link>https://courier.example/news/</link>", "https://courier.example/news/ferry"],
    ["the feed's own, where there is no site", "", "https://feeds.courier.example/news/ferry"],
    ["the feed's own, where the site is told from it", "<link>/home/</link>", "https://feeds.courier.example/home/ferry"],
  ])("relative links are meant from %s", (_, channel, url) => expect(only(rss("<item><link>ferry</link></item>", channel))).toBe(url));

  test("xml:base goes before the site", () =>
    expect(only(rss("<item><link>ferry</link></item>", undefined, 'xml:base="https://base.example/x/"'))).toBe(
      "https://base.example/x/ferry",
    ));
  test("a relative link of a feed without address leads nowhere", () =>
    expect(urlsOf(feedIn(rss("<item><link>ferry</link></item>", ""), "", null))).toEqual([]));
});

describe("where an Atom entry leads", () => {
  test.each([
    ["a link without rel", '<link href="https://courier.example/ferry"/>', "https://courier.example/ferry"],
    ["an alternate link", '<link rel="alternate" href="https://courier.example/ferry"/>', "https://courier.example/ferry"],
    ["an alternate link in capitals", '<link rel="Alternate" href="https://courier.example/ferry"/>', "https://courier.example/ferry"],
    [
      "an alternate link by its registered name",
      '<link rel="http://www.iana.org/assignments/relation/alternate" href="https://courier.example/ferry"/>',
      "https://courier.example/ferry",
    ],
    [
      "HTML before other types",
      '<link type="application/json" href="https://courier.example/json"/><link type="text/html" href="https://courier.example/ferry"/>',
      "https://courier.example/ferry",
    ],
    [
      "a link among others",
      '<link rel="edit" href="https://courier.example/edit"/><link rel="enclosure" href="https://courier.example/a.mp3"/><link href="https://courier.example/ferry"/>',
      "https://courier.example/ferry",
    ],
    ["a relative link", '<link href="ferry"/>', "https://feeds.courier.example/news/ferry"],
    ["a link with xml:base", '<link xml:base="https://base.example/x/" href="ferry"/>', "https://base.example/x/ferry"],
    ["an unclosed link", '<link href="https://courier.example/ferry"><title>Ferry</title>', "https://courier.example/ferry"],
    ["content elsewhere", '<content type="text/html" src="https://courier.example/ferry"/>', "https://courier.example/ferry"],
    ["an id that is an address", "<id>https://courier.example/ferry</id>", "https://courier.example/ferry"],
    ["a link as RSS writes it", "<link>https://courier.example/ferry</link>", "https://courier.example/ferry"],
  ])("%s", (_, inner, url) => expect(only(atom(`<entry>${inner}</entry>`))).toBe(url));

  test.each([
    ["no link", "<title>Ferry</title>"],
    ["only replies", '<link rel="replies" href="https://courier.example/replies"/>'],
    ["an id that is none", "<id>tag:courier.example,2026:1</id>"],
    ["a script", '<link href="javascript:alert(1)"/>'],
  ])("nowhere: %s", (_, inner) => expect(feedIn(atom(`<entry>${inner}</entry>`)).entries).toEqual([]));

  test("xml:base adds up from the outside to the inside", () => {
    const source = atom('<entry xml:base="y/"><link xml:base="../z/" href="ferry"/></entry>', "", 'xml:base="https://base.example/x/"');
    expect(only(source)).toBe("https://base.example/x/z/ferry");
  });
  test("a broken xml:base is passed over", () =>
    expect(only(atom('<entry><link href="ferry"/></entry>', "", 'xml:base="http://["'))).toBe("https://feeds.courier.example/news/ferry"));
  test("an unclosed link does not swallow the title", () =>
    expect(feedIn(atom('<entry><link href="https://courier.example/ferry"><title>Ferry</title></entry>')).entries[0]?.title).toBe("Ferry"));
});

describe("what tells an entry", () => {
  test.each([
    ["a guid", rss("<item><link>https://courier.example/ferry</link><guid> a-1 </guid></item>"), "a-1"],
    ["its address where there is no guid", rss("<item><link>https://courier.example/ferry</link></item>"), "https://courier.example/ferry"],
    ["an id of Atom", atom('<entry><id>tag:1</id><link href="https://courier.example/ferry"/></entry>'), "tag:1"],
    ["a number of JSON", '{"version":"https://jsonfeed.org/version/1","items":[{"id":7,"url":"https://courier.example/ferry"}]}', "7"],
  ])("is %s", (_, source, id) => expect(feedIn(source).entries[0]?.id).toBe(id));

  test("an entry that is there twice comes once, two of one id at two addresses come twice", () => {
    const one = "<item><guid>1</guid><link>https://courier.example/a</link></item>";
    const other = "<item><guid>1</guid><link>https://courier.example/b</link></item>";
    expect(urlsOf(feedIn(rss(one + one + other)))).toEqual(["https://courier.example/a", "https://courier.example/b"]);
  });
});
