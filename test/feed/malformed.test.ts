import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atom, feedIn, read, rss, urlsOf } from "./feeds.ts";

const one = "<item><title>One</title><link>https://courier.example/1</link></item>";
const two = "<item><title>Two</title><link>https://courier.example/2</link></item>";
const [URL_1, URL_2] = ["https://courier.example/1", "https://courier.example/2"];

describe("a feed that is not well formed still gives its entries", () => {
  test.each([
    ["white space before the declaration", `\n\n  ${rss(one + two)}`],
    ["a byte order mark and white space", `\uFEFF\n${rss(one + two)}`],
    ["a warning before it", `<br />\n<b>Warning</b>: undefined in /srv/feed on line 3<br />\n${rss(one + two)}`],
    ["words before it", `Notice: cache is cold\n${rss(one + two)}`],
    ["a comment before it", `<!-- made by hand -->${rss(one + two)}`],
    ["a comment after it", `${rss(one + two)}<!-- 0.2 s -->`],
    ["words after it", `${rss(one + two)}\nDone.`],
    ["a second document after it", rss(one + two) + rss(one)],
    ["a bare ampersand", rss(`<item><title>A & B</title><link>${URL_1}</link></item>${two}`)],
    ["names of HTML's characters", rss(`<item><title>&ldquo;A&rdquo;</title><link>${URL_1}</link></item>${two}`)],
    ["an unclosed tag in a title", rss(`<item><title>A <b>bold</title><link>${URL_1}</link></item>${two}`)],
    ["an unclosed title", rss(`<item><link>${URL_1}</link><title>A</item>${two}`)],
    ["an unclosed element without content", rss(`<item><enclosure url="https://courier.example/a.mp3"><link>${URL_1}</link></item>${two}`)],
    ["an item that is not closed", rss(`<item><title>One</title><link>${URL_1}</link>${two}`)],
    ["crossed tags", rss(`<item><b><i>x</b></i><link>${URL_1}</link></item>${two}`)],
    ["a tag that was never opened", rss(`<item></p><link>${URL_1}</link></item></div>${two}`)],
    ["a tag in capitals closed in small letters", rss(`<ITEM><Title>One</TITLE><LINK>${URL_1}</link></item>${two}`)],
    ["an attribute without quotation marks", rss(`<item><guid isPermaLink=false>1</guid><link>${URL_1}</link></item>${two}`)],
    ["an attribute without value", rss(`<item><guid isPermaLink>1</guid><link>${URL_1}</link></item>${two}`)],
    ["an attribute that is there twice", rss(`<item><guid id="1" id="2">1</guid><link>${URL_1}</link></item>${two}`)],
    ["a prefix that was never declared", rss(`<item><media:content url="x"/><link>${URL_1}</link></item>${two}`)],
    ["control characters", rss(`<item><title>A\u0000\u0008B</title><link>${URL_1}</link></item>${two}`)],
    ["a number that is no character", rss(`<item><title>&#0;&#xFFFF;&#99999999999;</title><link>${URL_1}</link></item>${two}`)],
    ["a sign in a title that opens nothing", rss(`<item><title>3 < 5</title><link>${URL_1}</link></item>${two}`)],
    ["a processing instruction in the middle", rss(`<item><?php echo ?><link>${URL_1}</link></item>${two}`)],
    ["CDATA in CDATA", rss(`<item><title><![CDATA[a <![CDATA[b]]> c]]></title><link>${URL_1}</link></item>${two}`)],
    ["HTML that was not escaped", rss(`<item><description><p>One<br>two<img src=x></description><link>${URL_1}</link></item>${two}`)],
    [
      "a script in a description",
      rss(`<item><description><script>if (a < b && c > d) x("</p>")</script></description><link>${URL_1}</link></item>${two}`),
    ],
    ["no closing tags at the end of the channel", `<rss version="2.0"><channel>${one}${two}</rss>`],
    ["two channels", `<rss version="2.0"><channel>${one}</channel><channel>${two}</channel></rss>`],
    ["a version of XML that does not exist", rss(one + two).replace('version="1.0"', 'version="2.7"')],
    ["single quotation marks", rss(one + two).replaceAll('"', "'")],
    ["a declaration in the middle", `<rss><?xml version="1.0"?><channel>${one}${two}</channel></rss>`],
  ])("%s", (_, source) => expect(urlsOf(feedIn(source))).toEqual([URL_1, URL_2]));
});

describe("a feed that ends in the middle", () => {
  const whole = rss(`${one}<item><title>Two</title><link>https://courier.example/200</link></item>`);
  test.each([
    ["in a tag", whole.slice(0, whole.indexOf("200") + 5)],
    ["in an address, which could be another's", whole.slice(0, whole.indexOf("200") + 1)],
    ["in a title", whole.slice(0, whole.indexOf("Two") + 1)],
    ["in an entity", `${whole.slice(0, whole.indexOf("Two"))}&am`],
    ["in a comment", `${whole.slice(0, whole.indexOf("Two"))}<!-- x`],
    ["in CDATA", `${whole.slice(0, whole.indexOf("Two"))}<![CDATA[x`],
    ["before an item closes", whole.slice(0, whole.lastIndexOf("</item>"))],
  ])("%s gives what is whole, and says so", (_, source) => {
    const feed = feedIn(source);
    expect(urlsOf(feed)).toEqual([URL_1]);
    expect(feed.problems).toEqual(["the feed ends in the middle"]);
  });
  test("after its last item gives them all, and says so", () => {
    const feed = feedIn(whole.slice(0, whole.lastIndexOf("</channel>")));
    expect(urlsOf(feed)).toEqual([URL_1, "https://courier.example/200"]);
    expect(feed.problems).toEqual(["the feed ends in the middle"]);
  });
  test("at any place gives only entries of the whole feed", () => {
    const all = urlsOf(feedIn(whole));
    const others: string[] = [];
    for (let end = 0; end < whole.length; end++) {
      const reading = read(whole.slice(0, end));
      if (reading.ok) others.push(...urlsOf(reading.feed).filter((url) => !all.includes(url)));
    }
    expect(others).toEqual([]);
  });
  test("at any place of an Atom feed gives only its entries", () => {
    const source = atom(
      `<entry><id>1</id><link href="${URL_1}"/></entry><entry><id>2</id><link href="https://courier.example/200"/></entry>`,
    );
    const all = urlsOf(feedIn(source));
    const others: string[] = [];
    for (let end = 0; end < source.length; end++) {
      const reading = read(source.slice(0, end));
      if (reading.ok) others.push(...urlsOf(reading.feed).filter((url) => !all.includes(url)));
    }
    expect(others).toEqual([]);
  });
});

describe("a document type defines nothing", () => {
  const withType = (type: string, title: string): string =>
    `<?xml version="1.0"?>${type}<rss version="2.0"><channel><item><title>${title}</title><link>${URL_1}</link></item></channel></rss>`;
  test.each([
    ["an entity", '<!DOCTYPE rss [<!ENTITY x "expanded">]>', "A &x; B", "A &x; B"],
    ["a file", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "A &x; B", "A &x; B"],
    ["an address", '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1/">]>', "&x;", "&x;"],
    ["a parameter entity", '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]>', "A", "A"],
    ["an entity that holds an item", '<!DOCTYPE rss [<!ENTITY x "<item><link>https://evil.example/</link></item>">]>', "A", "A"],
    ["an entity with a bracket in it", "<!DOCTYPE rss [<!ENTITY x ']><item><link>https://evil.example/</link></item>'>]>", "A", "A"],
    ["a comment with a bracket in it", "<!DOCTYPE rss [<!-- ]> <item/> -->]>", "A", "A"],
    ["a name that XML has", '<!DOCTYPE rss [<!ENTITY amp "expanded">]>', "A &amp; B", "A & B"],
    ["a type from elsewhere", '<!DOCTYPE rss SYSTEM "http://127.0.0.1/evil.dtd">', "A", "A"],
    ["a type in small letters", '<!doctype rss [<!ENTITY x "expanded">]>', "&x;", "&x;"],
  ])("%s", (_, type, title, expected) => {
    const feed = feedIn(withType(type, title));
    expect(feed.entries.map((entry) => [entry.url, entry.title])).toEqual([[URL_1, expected]]);
  });
  test("billions of laughs take no time", () => {
    const levels = Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join("");
    const begun = performance.now();
    const feed = feedIn(withType(`<!DOCTYPE r [<!ENTITY a0 "ha">${levels}]>`, "&a20;"));
    expect(feed.entries[0]?.title).toBe("&a20;");
    expect(performance.now() - begun).toBeLessThan(1000);
  });
  test("one that never ends takes the rest with it", () => {
    expect(read('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x "<rss><channel/></rss>')).toMatchObject({ ok: false });
  });
});

describe("a hostile feed", () => {
  test.each([
    ["nests deep", `<rss><channel>${"<a>".repeat(100_000)}`, false],
    ["opens items without end", `<rss><channel>${"<item>".repeat(100_000)}`, false],
    [
      "has very many attributes",
      `<rss><channel><item ${Array.from({ length: 50_000 }, (_, i) => `a${i}="1"`).join(" ")}><link>${URL_1}</link></item></channel></rss>`,
      true,
    ],
    ["has one endless attribute", `<rss><channel><item a="${"x".repeat(5_000_000)}"><link>${URL_1}</link></item></channel></rss>`, true],
    [
      "has references without end",
      `<rss><channel><item><title>${"&amp;".repeat(500_000)}</title><link>${URL_1}</link></item></channel></rss>`,
      true,
    ],
    [
      "has numbers without end",
      `<rss><channel><item><title>&#${"9".repeat(1_000_000)};</title><link>${URL_1}</link></item></channel></rss>`,
      true,
    ],
    [
      "declares very many prefixes",
      `<rss ${Array.from({ length: 20_000 }, (_, i) => `xmlns:p${i}="x"`).join(" ")}><channel>${one}</channel></rss>`,
      true,
    ],
    ["closes what was never opened", `<rss><channel>${"</a>".repeat(300_000)}${one}</channel></rss>`, true],
    ["opens signs without end", `<rss><channel><item><title>${"<".repeat(300_000)}</title></item></channel></rss>`, true],
    ["is CDATA without end", `<rss><channel>${"<![CDATA[".repeat(200_000)}`, true],
    ["has an address of white space", `<rss><channel><item><link>${" ".repeat(2_000_000)}</link></item></channel></rss>`, true],
    [
      "has a date without end",
      `<rss><channel><item><link>${URL_1}</link><pubDate>${"Mon, ".repeat(400_000)}</pubDate></item></channel></rss>`,
      true,
    ],
  ])("that %s is answered in time", (_, source, ok) => {
    const begun = performance.now();
    expect(read(source).ok).toBe(ok);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

const pieces = fc.oneof(
  fc.constantFrom(
    "<rss>",
    "<channel>",
    "<item>",
    "</item>",
    "<feed>",
    "<entry>",
    "</entry>",
    "<link>",
    '<link href="',
    "</link>",
    "<title>",
    "</title>",
  ),
  fc.constantFrom(
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "&#",
    ";",
    "<",
    ">",
    "/>",
    '"',
    "'",
    "=",
    "<?xml",
    "?>",
    "<!DOCTYPE",
    "[",
    "]",
  ),
  fc.constantFrom(
    "https://courier.example/1",
    "xmlns:a=",
    "http://www.w3.org/2005/Atom",
    "<urlset>",
    "<url>",
    "<loc>",
    "{",
    "}",
    '"items":',
    '"version":',
  ),
  fc.string({ unit: "binary", maxLength: 5 }),
);

test("whatever is read gives a feed or a reason, and every address is one that can be fetched", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.boolean(), (all, isRss) => {
      const source = (isRss ? "<rss><channel>" : "") + all.join("");
      const reading = read(source);
      if (!reading.ok) expect(reading.message).not.toBe("");
      else
        for (const { url, id, title } of reading.feed.entries) {
          expect(/^https?:$/.test(new URL(url).protocol)).toBe(true);
          expect(id).not.toBe("");
          expect(title ?? "x").toMatch(/^[^\p{Cc}]+$/u);
        }
    }),
    { numRuns: 3000 },
  );
});

test("whatever bytes are read, nothing is thrown", () => {
  const types = fc.constantFrom(
    "",
    "text/xml",
    "application/rss+xml; charset=iso-8859-1",
    "text/xml; charset=utf-16",
    "x; charset=nonsense",
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), types, fc.boolean(), (bytes, type, isRss) => {
      const head = new TextEncoder().encode(isRss ? "<rss><channel><item><link>https://courier.example/" : "");
      expect(typeof read(Uint8Array.from([...head, ...bytes]), type).ok).toBe("boolean");
    }),
    { numRuns: 1000 },
  );
});
