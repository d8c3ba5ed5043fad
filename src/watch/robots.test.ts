import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALL_ALLOWED, NONE_ALLOWED, parseRobots, productToken } from "./robots.ts";

const allows = (robots: string, path: string, token = "Sayso"): boolean =>
  parseRobots(robots, token).allows(new URL(path, "https://courier.example"));
const all = (...rules: readonly string[]): string => ["User-agent: *", ...rules].join("\n");

describe("paths", () => {
  test.each([
    ["/", "/ferry", false],
    ["/ferry", "/ferry", false],
    ["/ferry", "/ferry/late", false],
    ["/ferry", "/ferryman", false],
    ["/ferry/", "/ferry", true],
    ["/ferry", "/Ferry", true],
    ["/ferry", "/the/ferry", true],
    ["", "/ferry", true],
    ["/ferry?late", "/ferry?late=1", false],
    ["/ferry?late", "/ferry?early", true],
    ["/*.pdf", "/a/b.pdf", false],
    ["/*.pdf$", "/a/b.pdf", false],
    ["/*.pdf$", "/a/b.pdf?x", true],
    ["/a*b*c", "/a1b2c3", false],
    ["/a*b*c", "/a1c2b", true],
    ["/a*", "/a", false],
    ["/a**b", "/axxb", false],
    ["*", "/ferry", false],
    ["/$", "/", false],
    ["/$", "/ferry", true],
    ["/a*$", "/abc", false],
    ["/a*bc$", "/abcbc", false],
    ["/a*ab$", "/aab", false],
    ["/ab*b$", "/ab", true],
    ["/*a*a*a$", "/aa", true],
    ["/a$b", "/a$b", false],
    ["/caf%C3%A9", "/café", false],
    ["/café", "/caf%C3%A9", false],
    ["/caf%c3%a9", "/caf%C3%A9", false],
    ["/%62ar", "/bar", false],
    ["/bar", "/%62ar", false],
    ["/a%2Fb", "/a/b", true],
    ["/a/b", "/a%2Fb", true],
    ["/a%20b", "/a b", false],
    ["/a%", "/a%25", false],
    ["ferry", "/ferry", true],
  ])("Disallow: %s and %s: %s", (rule, path, expected) => expect(allows(all(`Disallow: ${rule}`), path)).toBe(expected));

  test.each([
    ["the longer rule decides", ["Disallow: /a", "Allow: /a/b"], "/a/b/c", true],
    ["whatever the order", ["Allow: /a/b", "Disallow: /a"], "/a/b/c", true],
    ["also when it forbids", ["Allow: /a", "Disallow: /a/b"], "/a/b", false],
    ["between equals the one that allows", ["Disallow: /a", "Allow: /a"], "/a", true],
    ["between equals with an asterisk", ["Disallow: /a*", "Allow: /ab"], "/ab", true],
    ["by the pattern's length, not what it takes", ["Disallow: /*.php", "Allow: /a"], "/ab.php", false],
    ["the end counts", ["Allow: /$", "Disallow: /"], "/", true],
    ["the end counts elsewhere", ["Allow: /$", "Disallow: /"], "/ferry", false],
    ["an empty rule is none", ["Disallow:", "Disallow: /a"], "/a", false],
    ["robots.txt is never forbidden", ["Disallow: /"], "/robots.txt", true],
  ])("%s", (_, rules, path, expected) => expect(allows(all(...rules), path)).toBe(expected));
});

describe("groups", () => {
  test.each([
    ["for everybody", "User-agent: *\nDisallow: /a", false],
    ["for us", "User-agent: Sayso\nDisallow: /a", false],
    ["for us in other letters", "USER-AGENT: SAYSO\nDISALLOW: /a", false],
    ["for us with a version", "User-agent: Sayso/0.1\nDisallow: /a", false],
    ["for somebody else", "User-agent: Crowbot\nDisallow: /a", true],
    ["for one whose name begins like ours", "User-agent: Saysome\nDisallow: /a", true],
    ["for one with whose name ours begins", "User-agent: Say\nDisallow: /a", true],
    ["ours goes before everybody's", "User-agent: *\nDisallow: /\nUser-agent: Sayso\nAllow: /", true],
    ["ours goes before everybody's, even when it says nothing", "User-agent: *\nDisallow: /\n\nUser-agent: Sayso\nDisallow:", true],
    [
      "several of ours are one",
      "User-agent: Sayso\nDisallow: /b\n\nUser-agent: Crowbot\nAllow: /\n\nUser-agent: Sayso\nDisallow: /a",
      false,
    ],
    ["several of everybody's are one", "User-agent: *\nDisallow: /b\nUser-agent: *\nDisallow: /a", false],
    ["one for several", "User-agent: Crowbot\nUser-agent: Sayso\nDisallow: /a", false],
    ["one for several with a blank line", "User-agent: Crowbot\n\nUser-agent: Sayso\nDisallow: /a", false],
    [
      "one for several with a sitemap between",
      "User-agent: Crowbot\nSitemap: https://courier.example/s.xml\nUser-agent: Sayso\nDisallow: /a",
      false,
    ],
    [
      "a delay is a rule, so that the next name begins a group",
      "User-agent: Sayso\nCrawl-delay: 5\nUser-agent: Crowbot\nDisallow: /a",
      true,
    ],
    ["a rule before any group is nobody's", "Disallow: /a", true],
    ["a blank line does not end a group", "User-agent: *\n\nDisallow: /a", false],
    ["an unknown line does not end a group", "User-agent: *\nNoindex: /b\nHost: courier.example\nDisallow: /a", false],
    ["remarks are passed over", "# all\nUser-agent: * # everybody\nDisallow: /a # not this", false],
    ["a byte order mark does no harm", "\uFEFFUser-agent: *\nDisallow: /a", false],
    ["lines may end as on a Mac of old", "User-agent: *\rDisallow: /a", false],
    ["lines may end as on Windows", "User-agent: *\r\nDisallow: /a\r\n", false],
    ["white space is free", "  User-agent :  *  \n\tDisallow\t:\t/a\t", false],
    ["nothing forbids nothing", "", true],
    ["a page forbids nothing", "<!DOCTYPE html><html><body>Not found: sorry</body></html>", true],
  ])("%s", (_, robots, expected) => expect(allows(robots, "/a")).toBe(expected));
});

test.each([
  ["none", all("Disallow: /a"), null],
  ["five seconds", all("Crawl-delay: 5"), 5],
  ["half a second", all("Crawl-delay: 0.5"), 0.5],
  ["the longest of several", all("Crawl-delay: 5", "Crawl-delay: 10"), 10],
  ["ours", "User-agent: *\nCrawl-delay: 60\nUser-agent: Sayso\nCrawl-delay: 2", 2],
  ["not what is no number", all("Crawl-delay: slow"), null],
  ["not what is below nothing", all("Crawl-delay: -1"), null],
  ["not what is empty", all("Crawl-delay:"), null],
  ["not what never ends", all("Crawl-delay: Infinity"), null],
])("the delay asked for is %s", (_, robots, seconds) => expect(parseRobots(robots, "Sayso").crawlDelaySeconds).toBe(seconds));

test("sitemaps are named wherever they stand", () => {
  const robots = "Sitemap: https://courier.example/a.xml\nUser-agent: *\nDisallow: /\nsitemap: /b.xml # news\n";
  expect(parseRobots(robots, "Sayso").sitemaps).toEqual(["https://courier.example/a.xml", "/b.xml"]);
});

test.each([
  ["Sayso/0.1.0 (+https://sayso.example/fetching)", "Sayso"],
  ["HallamDesk-Reader/2", "HallamDesk-Reader"],
  ["Nordholm_Bot", "Nordholm_Bot"],
  ["0bot", "*"],
])("the name of %s is %s", (agent, token) => expect(productToken(agent)).toBe(token));

test("a host without rules allows everything, a host that fails only robots.txt", () => {
  expect(ALL_ALLOWED.allows(new URL("https://courier.example/a"))).toBe(true);
  expect(NONE_ALLOWED.allows(new URL("https://courier.example/a"))).toBe(false);
  expect(NONE_ALLOWED.allows(new URL("https://courier.example/robots.txt"))).toBe(true);
});

test.each([
  ["asterisks", `Disallow: /${"*a".repeat(4000)}$`],
  ["asterisks without letters", `Disallow: /${"*".repeat(8000)}$`],
  ["many rules", Array.from({ length: 20_000 }, (_, i) => `Disallow: /a*${i}*b`).join("\n")],
  ["a line of white space", `${" ".repeat(400_000)}:x`],
  ["a long remark", `Disallow: ${" ".repeat(400_000)}#`],
])("%s do not hold us up", (_, rules) => {
  const begun = performance.now();
  allows(all(rules), `/${"a".repeat(8000)}c`);
  expect(performance.now() - begun).toBeLessThan(1500);
});

test("a path is forbidden by itself and by everything it begins with, unless something longer allows it", () => {
  const path = fc.stringMatching(/^\/(?:[a-zé%.?=-][a-zé/%.?=-]{0,20})?$/);
  fc.assert(
    fc.property(path, fc.nat(20), (whole, cut) => {
      const { pathname, search } = new URL(whole, "https://courier.example");
      const asked = pathname + search;
      // "//…" would be read as another host's address ("/.//" is written so).
      if (asked === "/robots.txt" || asked.startsWith("//")) return;
      const begin = asked.slice(0, Math.max(1, cut)).replace(/%[0-9A-F]?$/i, "");
      expect(allows(all(`Disallow: ${begin}`), asked)).toBe(false);
      expect(allows(all(`Disallow: ${begin}`, `Allow: ${begin}*`), asked)).toBe(true);
    }),
  );
});

test("a pattern means what the regular expression of the same pieces means", () => {
  const pattern = fc.tuple(fc.stringMatching(/^\/[ab*]{0,8}$/), fc.boolean()).map(([body, toEnd]) => body + (toEnd ? "$" : ""));
  fc.assert(
    fc.property(pattern, fc.stringMatching(/^\/[ab]{0,10}$/), (written, path) => {
      const meant = new RegExp(`^${written.replace(/[/]/g, "\\/").replace(/\*+/g, ".*")}`);
      expect(allows(all(`Disallow: ${written}`), path)).toBe(!meant.test(path));
    }),
    { numRuns: 2000 },
  );
});

test("whatever a host serves is read", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 500 }), (robots) => typeof allows(robots, "/a") === "boolean"),
    { numRuns: 1000 },
  );
});
