import { describe, expect, test } from "vitest";
import { atom, entry, feedIn, item, read, rss, urlsOf } from "./feeds.ts";

const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const ITEM = "<item><title>Ferry</title><link>https://courier.example/ferry</link></item>";

describe("a feed of each format", () => {
  test.each([
    ["RSS 2.0", rss(ITEM), "rss"],
    ["RSS 0.91", `<rss version="0.91"><channel><title>Courier</title>${ITEM}</channel></rss>`, "rss"],
    ["RSS 0.92", `<rss version="0.92"><channel><title>Courier</title>${ITEM}</channel></rss>`, "rss"],
    ["RSS 0.93", `<rss version="0.93"><channel>${ITEM}</channel></rss>`, "rss"],
    ["RSS 2.01", `<rss version="2.01"><channel>${ITEM}</channel></rss>`, "rss"],
    ["RSS without version", `<rss><channel>${ITEM}</channel></rss>`, "rss"],
    ["RSS of an unknown version", `<rss version="9"><channel>${ITEM}</channel></rss>`, "rss"],
    [
      "RSS in a namespace of its own",
      `<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel>${ITEM}</channel></rss>`,
      "rss",
    ],
    [
      "RSS in a namespace that is not its own",
      `<rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel>${ITEM}</channel></rss>`,
      "rss",
    ],
    [
      "RSS 0.91 with its document type",
      `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>${ITEM}</channel></rss>`,
      "rss",
    ],
    ["RSS 0.91 with items beside the channel", `<rss version="0.91"><channel><title>Courier</title></channel>${ITEM}</rss>`, "rss"],
    ["RSS without a channel", `<rss version="2.0">${ITEM}</rss>`, "rss"],
    ["a channel without RSS", `<channel>${ITEM}</channel>`, "rss"],
    [
      "RSS 0.90",
      `<rdf:RDF ${RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Courier</title></channel>${ITEM}</rdf:RDF>`,
      "rdf",
    ],
    [
      "RSS 0.90 of the first namespace",
      `<rdf:RDF ${RDF} xmlns="http://channel.netscape.com/rdf/simple/0.9/"><channel/>${ITEM}</rdf:RDF>`,
      "rdf",
    ],
    [
      "RSS 1.0",
      `<rdf:RDF ${RDF} xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Courier</title></channel><item rdf:about="https://courier.example/ferry"><title>Ferry</title><link>https://courier.example/ferry</link></item></rdf:RDF>`,
      "rdf",
    ],
    [
      "RSS 1.0 without links",
      `<rdf:RDF ${RDF} xmlns="http://purl.org/rss/1.0/"><channel/><item rdf:about="https://courier.example/ferry"/></rdf:RDF>`,
      "rdf",
    ],
    [
      "RSS 1.0 with a prefix",
      `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/"><rss:channel/><rss:item r:about="https://courier.example/ferry"><rss:title>Ferry</rss:title></rss:item></r:RDF>`,
      "rdf",
    ],
    ["Atom 1.0", atom(entry("<title>Ferry</title>")), "atom"],
    [
      "Atom 1.0 with a prefix",
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>1</a:id><a:link href="https://courier.example/ferry"/></a:entry></a:feed>',
      "atom",
    ],
    [
      "Atom 0.3",
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><id>1</id><link rel="alternate" href="https://courier.example/ferry"/></entry></feed>',
      "atom",
    ],
    [
      "Atom of another scheme",
      '<feed xmlns="https://www.w3.org/2005/Atom/"><entry><link href="https://courier.example/ferry"/></entry></feed>',
      "atom",
    ],
    ["Atom without a namespace", '<feed><entry><link href="https://courier.example/ferry"/></entry></feed>', "atom"],
    [
      "JSON Feed 1.0",
      '{"version":"https://jsonfeed.org/version/1","title":"Courier","items":[{"id":"1","url":"https://courier.example/ferry"}]}',
      "json",
    ],
    [
      "JSON Feed 1.1",
      '{"version":"https://jsonfeed.org/version/1.1","title":"Courier","items":[{"id":"1","url":"https://courier.example/ferry"}]}',
      "json",
    ],
    [
      "a sitemap",
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://courier.example/ferry</loc></url></urlset>',
      "sitemap",
    ],
    [
      "a sitemap of Google's older namespace",
      '<urlset xmlns="http://www.google.com/schemas/sitemap/0.84"><url><loc>https://courier.example/ferry</loc></url></urlset>',
      "sitemap",
    ],
    ["a sitemap without a namespace", "<urlset><url><loc> https://courier.example/ferry </loc></url></urlset>", "sitemap"],
  ])("%s", (_, source, format) => {
    const feed = feedIn(source);
    expect(feed.format).toBe(format);
    expect(urlsOf(feed)).toEqual(["https://courier.example/ferry"]);
    expect(feed.problems).toEqual([]);
  });
});

describe("dates of entries", () => {
  const DC =
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom"';
  test.each([
    ["pubDate", "<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>", "2026-03-02T10:00:00Z", null],
    ["pubdate in other letters", "<pubdate>Mon, 02 Mar 2026 10:00:00 GMT</pubdate>", "2026-03-02T10:00:00Z", null],
    ["Dublin Core", "<dc:date>2026-03-02T10:00:00Z</dc:date>", "2026-03-02T10:00:00Z", null],
    [
      "terms of Dublin Core",
      "<dcterms:created>2026-03-02</dcterms:created><dcterms:modified>2026-03-03</dcterms:modified>",
      "2026-03-02",
      "2026-03-03",
    ],
    [
      "Atom",
      "<atom:published>2026-03-02T10:00:00Z</atom:published><atom:updated>2026-03-02T11:00:00Z</atom:updated>",
      "2026-03-02T10:00:00Z",
      "2026-03-02T11:00:00Z",
    ],
    ["a broken pubDate beside a good one", "<pubDate>soon</pubDate><dc:date>2026-03-02</dc:date>", "2026-03-02", null],
    ["a broken one alone", "<pubDate>soon</pubDate>", null, null],
    ["none", "", null, null],
  ])("in RSS: %s", (_, inner, publishedAt, modifiedAt) => {
    expect(feedIn(rss(item(inner), undefined, DC)).entries[0]).toMatchObject({ publishedAt, modifiedAt });
  });
  test.each([
    [
      "published and updated",
      "<published>2026-03-02T10:00:00Z</published><updated>2026-03-02T11:00:00Z</updated>",
      "2026-03-02T10:00:00Z",
      "2026-03-02T11:00:00Z",
    ],
    ["updated alone, which is not when it was published", "<updated>2026-03-02T11:00:00Z</updated>", null, "2026-03-02T11:00:00Z"],
    [
      "issued and modified of Atom 0.3",
      "<issued>2026-03-02T10:00:00Z</issued><modified>2026-03-02T11:00:00Z</modified>",
      "2026-03-02T10:00:00Z",
      "2026-03-02T11:00:00Z",
    ],
    ["created of Atom 0.3", "<created>2026-03-02T10:00:00Z</created>", "2026-03-02T10:00:00Z", null],
  ])("in Atom: %s", (_, inner, publishedAt, modifiedAt) => {
    expect(feedIn(atom(entry(inner))).entries[0]).toMatchObject({ publishedAt, modifiedAt });
  });
  test("of an entry inside another's source are not taken for its own", () => {
    const source = atom(entry("<source><title>Herald</title><updated>2001-01-01T00:00:00Z</updated></source><title>Ferry</title>"));
    expect(feedIn(source).entries[0]).toMatchObject({ title: "Ferry", modifiedAt: null });
  });
});

describe("JSON Feed", () => {
  const json = (items: unknown, more: object = {}): string =>
    JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Courier", items, ...more });
  test.each([
    ["url", { id: "1", url: "https://courier.example/ferry" }, "https://courier.example/ferry"],
    ["external address", { id: "1", external_url: "https://courier.example/ferry" }, "https://courier.example/ferry"],
    ["id that is an address", { id: "https://courier.example/ferry" }, "https://courier.example/ferry"],
    ["relative address", { id: "1", url: "/ferry" }, "https://feeds.courier.example/ferry"],
  ])("an item with %s", (_, one, url) => expect(urlsOf(feedIn(json([one])))).toEqual([url]));
  test.each([
    ["null", null],
    ["a number", 5],
    ["a list", []],
    ["an item without address", { id: "1", title: "Ferry" }],
    ["an address of a wrong type", { id: "1", url: 5 }],
    ["an address that cannot be fetched", { id: "1", url: "ftp://courier.example/" }],
    ["an inherited name", { constructor: "https://courier.example/" }],
  ])("passes over %s among the items", (_, one) => {
    const feed = feedIn(json([one, { id: "2", url: "https://courier.example/b" }]));
    expect(urlsOf(feed)).toEqual(["https://courier.example/b"]);
    expect(feed.problems).toEqual(["1 entry has no address that can be fetched"]);
  });
  test("gives title, dates, language and site", () => {
    const feed = feedIn(
      json([{ id: "1", url: "https://courier.example/a", title: "Ferry", date_published: "2026-03-02T10:00:00Z", date_modified: "x" }], {
        language: "en-GB",
        home_page_url: "https://courier.example/",
      }),
    );
    expect(feed).toMatchObject({ language: "en-GB", site: "https://courier.example/" });
    expect(feed.entries[0]).toMatchObject({ title: "Ferry", publishedAt: "2026-03-02T10:00:00Z", modifiedAt: null });
  });
});

describe("sitemaps", () => {
  const NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"';
  test("of news tell outlet, language, title and time", () => {
    const feed = feedIn(
      `<urlset ${NEWS}><url><loc>https://courier.example/ferry</loc><lastmod>2026-03-02T11:00:00Z</lastmod><news:news><news:publication><news:name>The Hallam Courier</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-03-02T10:00:00Z</news:publication_date><news:title>Ferry &amp; quay</news:title></news:news></url></urlset>`,
    );
    expect(feed).toMatchObject({ title: "The Hallam Courier", language: "en" });
    expect(feed.entries).toEqual([
      {
        id: "https://courier.example/ferry",
        url: "https://courier.example/ferry",
        title: "Ferry & quay",
        publishedAt: "2026-03-02T10:00:00Z",
        modifiedAt: "2026-03-02T11:00:00Z",
      },
    ]);
  });
  test("may be under another prefix, in any order", () => {
    const feed = feedIn(
      '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><s:url><n:news><n:title>Ferry</n:title></n:news><s:loc>https://courier.example/ferry</s:loc></s:url></s:urlset>',
    );
    expect(feed.entries[0]?.title).toBe("Ferry");
  });
  test("do not take pictures for pages", () => {
    const feed = feedIn(
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><image:image><image:loc>https://courier.example/a.jpg</image:loc></image:image><loc>https://courier.example/ferry</loc></url></urlset>',
    );
    expect(urlsOf(feed)).toEqual(["https://courier.example/ferry"]);
  });
  test.each([
    [
      "an index",
      '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://courier.example/a.xml</loc><lastmod>2026-03-02</lastmod></sitemap><sitemap><loc>b.xml.gz</loc></sitemap></sitemapindex>',
    ],
    [
      "an index without namespace",
      "<sitemapindex><sitemap><loc>https://courier.example/a.xml</loc><lastmod>2026-03-02</lastmod></sitemap><sitemap><loc>b.xml.gz</loc></sitemap></sitemapindex>",
    ],
  ])("%s names them", (_, source) => {
    const feed = feedIn(source);
    expect(feed).toMatchObject({ format: "index", entries: [] });
    expect(feed.sitemaps).toEqual([
      { url: "https://courier.example/a.xml", modifiedAt: "2026-03-02" },
      { url: "https://feeds.courier.example/news/b.xml.gz", modifiedAt: null },
    ]);
  });
  test("keep at most 50,000 addresses, and say so", () => {
    const feed = feedIn(
      `<urlset>${Array.from({ length: 50_001 }, (_, i) => `<url><loc>https://courier.example/${i}</loc></url>`).join("")}</urlset>`,
    );
    expect(feed.entries).toHaveLength(50_000);
    expect(feed.problems).toEqual(["only the first 50000 of 50001 entries are read"]);
  });
});

test.each([
  ["ttl in minutes", "<ttl>60</ttl>", 3600],
  [
    "the syndication module",
    '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod><sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">4</sy:updateFrequency>',
    900,
  ],
  ["a period without frequency", "<sy:updatePeriod>daily</sy:updatePeriod>", 86_400],
  ["a ttl that is none", "<ttl>often</ttl>", null],
  ["a negative ttl", "<ttl>-5</ttl>", null],
  ["a period that is none", "<sy:updatePeriod>constructor</sy:updatePeriod>", null],
  ["nothing", "", null],
])("a feed asks to be read again by %s", (_, channel, seconds) => expect(feedIn(rss(ITEM, channel)).everySeconds).toBe(seconds));

describe("what is no feed is told", () => {
  test.each([
    ["nothing", "", "there is nothing in it"],
    ["white space", " \n ", "there is nothing in it"],
    ["a page", "<!DOCTYPE html><html><body><p>Ferry</p></body></html>", "it is an HTML page, not a feed or sitemap"],
    ["a page without document type", "<html><head></head></html>", "it is an HTML page, not a feed or sitemap"],
    ["a page that shows a feed", `<html><body>${rss(ITEM)}</body></html>`, "it is an HTML page, not a feed or sitemap"],
    ["OPML", '<opml version="2.0"><body/></opml>', "it is a list of feeds (OPML), not a feed or sitemap"],
    ["other XML", "<note>hello</note>", "it is some other XML, not a feed or sitemap"],
    ["text", "The ferry is late.", "it is some other text, not a feed or sitemap"],
    ["JSON", '{"items":[]}', "it is JSON, but not a JSON Feed"],
    ["a list of JSON", "[1,2]", "it is JSON, but not a JSON Feed"],
    ["broken JSON", '{"version":"https://jsonfeed.org/version/1","items":[', "it begins like JSON, but is none"],
    ["items that are none", '{"version":"https://jsonfeed.org/version/1","items":{}}', "it is JSON, but not a JSON Feed"],
    ["some binary file", "\u0089PNG\r\n\u001a\n\u0000\u0000", "it is some other text, not a feed or sitemap"],
  ])("%s", (_, source, message) => expect(read(source)).toEqual({ ok: false, message }));
});

test("an empty feed is a feed", () => expect(feedIn(rss(""))).toMatchObject({ format: "rss", entries: [], problems: [] }));
