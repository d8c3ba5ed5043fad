import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { type FeedList, feedsOf, OPML_NAMESPACE, type Outline, readOpml, writeOpml } from "../../src/feed/opml.ts";

const resources = diskResources();
const readText = (source: string): Promise<FeedList> => readOpml({ bytes: new TextEncoder().encode(source), headers: {} }, resources);
const opml = (body: string, attributes = ""): string =>
  `<?xml version="1.0"?><opml version="2.0"${attributes}><head><title>Sources</title></head><body>${body}</body></opml>`;
const FEED = '<outline text="Courier" type="rss" xmlUrl="https://courier.example/rss"/>';

describe("a list of feeds", () => {
  test.each([
    ["flat", opml(FEED), [[]]],
    ["in folders", opml(`<outline text="North"><outline text="Hallam">${FEED}</outline></outline>`), [["North", "Hallam"]]],
    ["of version 1", `<opml version="1.0"><head/><body>${FEED}</body></opml>`, [[]]],
    ["without head", `<opml><body>${FEED}</body></opml>`, [[]]],
    ["without body", `<opml>${FEED}</opml>`, [[]]],
    ["in capitals", opml('<OUTLINE TEXT="Courier" XMLURL="https://courier.example/rss"/>'), [[]]],
    ["with unclosed outlines", opml('<outline text="North"><outline text="Courier" xmlUrl="https://courier.example/rss">'), [["North"]]],
    ["with a document type", `<!DOCTYPE opml [<!ENTITY x "y">]>${opml(FEED)}`.replace('<?xml version="1.0"?>', ""), [[]]],
    ["with a comment before it", `<!-- exported -->${opml(FEED)}`, [[]]],
  ])("%s", async (_, source, folders) => {
    const found = [...feedsOf((await readText(source)).outlines)];
    expect(found.map(({ outline }) => outline.feedUrl)).toEqual(["https://courier.example/rss"]);
    expect(found.map((one) => one.folders)).toEqual(folders);
  });

  test.each([
    ["an address with ampersands", '<outline xmlUrl="https://courier.example/rss?a=1&amp;b=2"/>', "https://courier.example/rss?a=1&b=2"],
    ["an address with bare ampersands", '<outline xmlUrl="https://courier.example/rss?a=1&b=2"/>', "https://courier.example/rss?a=1&b=2"],
    ["a feed scheme", '<outline xmlUrl="feed://https://courier.example/rss"/>', "https://courier.example/rss"],
    ["white space", '<outline xmlUrl=" https://courier.example/rss "/>', "https://courier.example/rss"],
  ])("understands %s", async (_, body, url) => expect([...feedsOf((await readText(opml(body))).outlines)][0]?.outline.feedUrl).toBe(url));

  test.each([["javascript:alert(1)"], ["file:///etc/passwd"], ["rss"], [""], ["mailto:desk@courier.example"]])(
    "takes no feed at %j",
    async (url) => {
      expect([...feedsOf((await readText(opml(`<outline text="x" xmlUrl="${url}"/>`))).outlines)]).toEqual([]);
    },
  );

  test("keeps our settings under any prefix, and all other attributes", async () => {
    const list = await readText(
      opml(
        '<outline text="Courier" xmlUrl="https://courier.example/rss" s:every="30m" s:robots="ignore" frss:priority="main" description="News" category="/a,/b"/>',
        ` xmlns:s="${OPML_NAMESPACE}" xmlns:frss="https://freshrss.example/opml"`,
      ),
    );
    expect(list.outlines[0]).toMatchObject({
      settings: { every: "30m", robots: "ignore" },
      others: { "frss:priority": "main", description: "News", category: "/a,/b" },
    });
    const again = await readText(writeOpml(list));
    expect(again.outlines).toEqual([{ ...list.outlines[0], others: { ...list.outlines[0]?.others, type: "rss" } }]);
    expect(again.namespaces).toMatchObject({ frss: "https://freshrss.example/opml" });
  });

  test.each([["<rss/>"], ["<html><body>x</body></html>"], [""], ["{}"]])("is not %j", async (source) => {
    await expect(readText(source)).rejects.toMatchObject({ code: "E_FEED" });
  });
});

const name = fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/).filter((one) => !/^(?:title|text|xmlurl|htmlurl|type|xmlns.*)$/i.test(one));
const value = fc.string({ unit: "grapheme", maxLength: 20 }).filter((one) => /^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]*$/u.test(one));
/** Without what looks escaped twice ("T&gt"): that is mended when it is read. */
const title = fc
  .stringMatching(/^[a-zA-Zéß“”<>&"' ]{1,20}$/)
  .map((one) => `T${one.replace(/\s+/g, " ").trim()}`)
  .filter((one) => !/&[a-z]/i.test(one));
const attributes = fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true }).map(withoutCaseTwins);
const outlineOver = (children: fc.Arbitrary<readonly Outline[]>): fc.Arbitrary<Outline> =>
  fc.record({
    title,
    feedUrl: fc.option(fc.webUrl({ validSchemes: ["http", "https"], withQueryParameters: true }).map((url) => new URL(url).href)),
    siteUrl: fc.option(fc.webUrl().map((url) => new URL(url).href)),
    settings: attributes,
    others: attributes.map((own) => ({ ...own, type: "rss" })),
    children,
  });
const leaf = outlineOver(fc.constant([]));
const outline = outlineOver(fc.array(outlineOver(fc.array(leaf, { maxLength: 2 })), { maxLength: 3 }));

test("what is written is read again as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(outline, { maxLength: 4 }), async (outlines) => {
      const again = await readText(writeOpml({ title: "Sources", namespaces: {}, outlines }));
      expect(again.outlines).toEqual(outlines);
    }),
    { numRuns: 200 },
  );
});

function withoutCaseTwins(own: Record<string, string>): Record<string, string> {
  const seen = new Set<string>();
  return Object.fromEntries(Object.entries(own).filter(([key]) => !seen.has(key.toLowerCase()) && seen.add(key.toLowerCase())));
}
