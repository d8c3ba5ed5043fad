import { describe, expect, test } from "vitest";
import { atom, entry, feedIn, item, rss } from "./feeds.ts";

const titleOf = (source: string): string | null | undefined => feedIn(source).entries[0]?.title;

describe("the title of an RSS item", () => {
  test.each([
    ["plain", "Ferry is late", "Ferry is late"],
    ["with an entity of XML", "Ana &amp; Ben", "Ana & Ben"],
    ["with HTML escaped", "Ferry &lt;b&gt;is&lt;/b&gt; late", "Ferry is late"],
    ["with HTML in CDATA", "<![CDATA[Ferry <i>is</i> late]]>", "Ferry is late"],
    ["with HTML that stands in the feed itself", "Ferry <em>is</em> late", "Ferry is late"],
    ["with an unclosed tag", "Ferry <b>is late", "Ferry is late"],
    ["with an unclosed tag escaped", "Ferry &lt;b&gt;is late", "Ferry is late"],
    ["with a bare ampersand", "Ana & Ben", "Ana & Ben"],
    ["with an ampersand that looks like an entity", "R&D;", "R&D;"],
    ["with names of HTML", "Caf&eacute;&nbsp;Nordholm", "Café Nordholm"],
    ["escaped twice", "Ana &amp;amp; Ben", "Ana & Ben"],
    ["with a quotation mark escaped twice", "&amp;#8220;Late&amp;#8221;", "“Late”"],
    ["in CDATA with an entity", "<![CDATA[Ana &amp; Ben]]>", "Ana & Ben"],
    ["in CDATA with a number", "<![CDATA[It&#8217;s late]]>", "It’s late"],
    ["with decimal and hexadecimal numbers", "&#8216;Late&#x2019;", "‘Late’"],
    ["with a number that is no character", "A&#0;B&#x110000;C", "A\uFFFDB\uFFFDC"],
    ["with an unpaired surrogate", "A&#xD800;B", "A\uFFFDB"],
    ["with white space of all kinds", "\n\t Ferry\r\n  is\u00a0late ", "Ferry is late"],
    ["with control characters", "Ferry\u0007 is\u0085 late", "Ferry is late"],
    ["with a sign that opens no tag", "Fares &lt; 5 crowns", "Fares < 5 crowns"],
    ["with arrows", "Fares &lt;- up -&gt; down", "Fares <- up -> down"],
    ["with words between angle brackets", "The &lt;harbour&gt; question", "The <harbour> question"],
    ["with a script", "Ferry&lt;script&gt;alert(1)&lt;/script&gt; late", "Ferry late"],
    ["with an image", "&lt;img src=x onerror=alert(1)&gt;Ferry", "Ferry"],
    ["with a comment inside", "Ferry<!-- now --> is late", "Ferry is late"],
    ["with two pieces of CDATA", "<![CDATA[Ferry ]]><![CDATA[is late]]>", "Ferry is late"],
    ["in another alphabet", "Порт Халлам", "Порт Халлам"],
    ["with characters beyond the first plane", "Ferry 🛳 is late", "Ferry 🛳 is late"],
    ["that is empty", "", null],
    ["that is blank", " \n ", null],
    ["that is only tags", "&lt;br&gt;", null],
  ])("%s", (_, title, expected) => expect(titleOf(rss(item(`<title>${title}</title>`)))).toBe(expected));

  test("is the first that has words", () => expect(titleOf(rss(item("<title/><title>Ferry</title>")))).toBe("Ferry"));
  test("may be of Dublin Core", () =>
    expect(titleOf(rss(item("<dc:title>Ferry</dc:title>"), "", 'xmlns:dc="http://purl.org/dc/elements/1.1/"'))).toBe("Ferry"));
  test("is not that of a picture", () =>
    expect(titleOf(rss(item("<media:title>Picture</media:title>"), "", 'xmlns:media="http://search.yahoo.com/mrss/"'))).toBeNull());
  test("is cut when it is endless", () => expect(titleOf(rss(item(`<title>${"long ".repeat(100_000)}</title>`)))).toHaveLength(500));
  test("may be missing", () => expect(titleOf(rss(item("")))).toBeNull());
});

describe("the title of an Atom entry", () => {
  test.each([
    ["without type", "<title>Ana &amp; Ben</title>", "Ana & Ben"],
    ["of type text", '<title type="text">Fares &lt;b&gt; 5</title>', "Fares <b> 5"],
    ["of type html", '<title type="html">Ferry &lt;b&gt;is&lt;/b&gt; late</title>', "Ferry is late"],
    ["of type html in CDATA", '<title type="html"><![CDATA[Ana &amp; <i>Ben</i>]]></title>', "Ana & Ben"],
    [
      "of type xhtml",
      '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Ferry <em>is</em> late</div></title>',
      "Ferry is late",
    ],
    [
      "of type xhtml with a prefix",
      '<title type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">Ferry <h:em>is</h:em> late</h:div></title>',
      "Ferry is late",
    ],
    ["of Atom 0.3, escaped", '<title mode="escaped" type="text/html">Ferry &lt;b&gt;is&lt;/b&gt; late</title>', "Ferry is late"],
    ["of Atom 0.3, text", '<title type="text/plain">Ferry is late</title>', "Ferry is late"],
    ["escaped twice", "<title>It&amp;#8217;s late</title>", "It’s late"],
    ["missing", "", null],
  ])("%s", (_, title, expected) => expect(titleOf(atom(entry(title)))).toBe(expected));
});

test.each([
  ["RSS", rss(item(""), "<title>The &lt;b&gt;Courier&lt;/b&gt;</title><link>https://courier.example/</link>"), "The Courier"],
  ["RSS without one", rss(item(""), ""), null],
  ["Atom", atom(entry("")), "Courier"],
  ["JSON Feed", '{"version":"https://jsonfeed.org/version/1.1","title":" The  Courier ","items":[]}', "The Courier"],
])("the title of a feed in %s", (_, source, title) => expect(feedIn(source).title).toBe(title));
