import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Article, Extraction } from "../article/article.ts";
import type { Page } from "../article/page.ts";
import { diskResources } from "../desk/disk-resources.ts";
import { rebuildText } from "../html/rebuild.ts";
import { createExtractor, type Extractor } from "./extractor.ts";
import { MOST_BYTES } from "./limits.ts";
import { createTextExtractor } from "./text-extractor.ts";

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor(diskResources());
});

const pageOf = (html: string, url: string | null = null): Page => ({
  bytes: new TextEncoder().encode(html),
  url,
  headers: {},
  fetchedAt: null,
});
const articleOf = (extraction: Extraction): Article => {
  if (!extraction.ok) throw new Error(`refused: ${extraction.message}`);
  return extraction.article;
};
const shown = (article: Article): string[] =>
  article.blocks.map(
    ({ kind, start, end, repeats }) => `${kind}${repeats === undefined ? "" : ` of ${repeats}`}: ${article.text.slice(start, end)}`,
  );

const story = [
  "The harbour master of Port Hallam said on Monday that the ferry would sail again, after a week in which nobody could cross.",
  "“We sail at six,” she told reporters on the quay, and added that the crew had slept on board to be ready in time.",
  "The island council denied that it had been warned, and a spokesman refused to say who had signed the last report.",
];
const html = (inner: string): string =>
  `<html lang="en"><title>Ferry to sail again</title><body><h1>Ferry to sail again</h1>${inner}</body></html>`;
const paragraphs = story.map((text) => `<p>${text}</p>`).join("");

describe("HTML", () => {
  test("what the caller gives wins, and the page's own reading is kept as disagreeing", () => {
    const page = pageOf(html(`<meta name="author" content="Ana Lind">${paragraphs}`), "https://a.example/news/ferry");
    const { meta, provenance } = articleOf(extractor.html(page, { authors: ["Bo Ek"], publishedAt: "2024-01-01" }));
    expect([meta.authors, meta.publishedAt]).toEqual([["Bo Ek"], "2024-01-01"]);
    expect(provenance.authors?.chosen.from).toBe("given");
    expect(provenance.authors?.disagreed.map(({ value }) => value)).toEqual(["Ana Lind"]);
  });

  test.each([
    ["nothing", "", "E_EMPTY"],
    ["markup without text", "<html><body><img src=x></body></html>", "E_EMPTY"],
    ["a login form", "<h1>Log in</h1><form><label>Name</label><input></form>", "E_NOT_ARTICLE"],
    ["more elements inside each other than anyone writes", "<b>".repeat(30_000), "E_TOO_DEEP"],
  ])("%s is refused", (_, source, reason) => {
    expect(extractor.html(pageOf(source))).toMatchObject({ ok: false, reason });
  });

  test("a page above the limit is refused unread", () => {
    expect(extractor.html({ ...pageOf(""), bytes: new Uint8Array(MOST_BYTES + 1) })).toMatchObject({ ok: false, reason: "E_TOO_LARGE" });
  });

  test("2,000 elements inside each other do not hide the article", () => {
    expect(extractor.body(articleOf(extractor.html(pageOf("<div>".repeat(2000) + html(paragraphs)))))).toBe(story.join("\n\n"));
  });

  test("a body that the page hides until its script runs is read", () => {
    const hidden = `<div style="display:none">${paragraphs}${paragraphs.replace("Monday", "Tuesday").replace("six", "nine").replace("island", "town")}</div>`;
    expect(extractor.body(articleOf(extractor.html(pageOf(html(hidden)))))).toContain(story[1]);
  });

  test("a body printed twice is kept once, short paragraphs and all", () => {
    const short = ["She smiled.", "Then she left.", "Nobody asked why."].map((text) => `<p>${text}</p>`).join("");
    const twice = `<div class="first">${paragraphs}${short}</div><div class="second">${paragraphs}${short}</div>`;
    expect(extractor.body(articleOf(extractor.html(pageOf(html(`<div class="article-body">${twice}</div>`)))))).toBe(
      [...story, "She smiled.", "Then she left.", "Nobody asked why."].join("\n\n"),
    );
  });

  test("the body has neither headline nor byline nor caption nor credit nor teaser", () => {
    const around = `<p class="byline">By Ana Lind</p><figure><img><figcaption>The quay. (Photo: Tove Rask)</figcaption></figure>`;
    const teaser = `<p><a href="/other">Read more: How the lock was built by hand in four years</a></p>`;
    expect(extractor.body(articleOf(extractor.html(pageOf(html(around + paragraphs + teaser)))))).toBe(story.join("\n\n"));
  });
});

describe("text", () => {
  test.each([
    [
      "a headline, a byline and a dateline",
      `Ferry to sail again\n\nBy Ana Lind\n\nPORT HALLAM — ${story[0]}`,
      ["headline: Ferry to sail again", "byline: By Ana Lind", `paragraph: PORT HALLAM — ${story[0]}`, "dateline: PORT HALLAM"],
    ],
    [
      "a headline with a full stop that the lead tells again",
      `Ferry of Port Hallam to sail again.\n\n${story[0]}`,
      ["headline: Ferry of Port Hallam to sail again.", `paragraph: ${story[0]}`],
    ],
    ["running prose only", `${story[1]}\n\n${story[2]}`, [`paragraph: ${story[1]}`, `paragraph: ${story[2]}`]],
    [
      "a caption printed twice",
      `Ferry sails\n\nThe ferry at the quay (photo credit: T. RASK)\nThe ferry at the quay\n${story[0]}`,
      [
        "headline: Ferry sails",
        "caption: The ferry at the quay",
        "credit: (photo credit: T. RASK)",
        "repeat of 1: The ferry at the quay",
        `paragraph: ${story[0]}`,
      ],
    ],
    [
      "a promotion at the end",
      `${story[0]}\n\nSign up for our newsletter`,
      [`paragraph: ${story[0]}`, "boilerplate: Sign up for our newsletter"],
    ],
    [
      "a contributor line",
      `${story[0]}\nBo Ek contributed to this report.`,
      [`paragraph: ${story[0]}`, "contributor: Bo Ek contributed to this report."],
    ],
    [
      "a subheading",
      `${story[0]}\n\nWho pays\n\n${story[1]}`,
      [`paragraph: ${story[0]}`, "subheading: Who pays", `paragraph: ${story[1]}`],
    ],
    ["a list", `${story[0]}\n- One thing.\n- Another.`, [`paragraph: ${story[0]}`, "list-item: - One thing.", "list-item: - Another."]],
    ["a quotation that opens the text", `“We sail at six.”\n\n${story[0]}`, ["paragraph: “We sail at six.”", `paragraph: ${story[0]}`]],
    ["a transcript", `LIND: We sail at six.\n${story[0]}`, ["paragraph: LIND: We sail at six.", `paragraph: ${story[0]}`]],
  ])("blocks of %s", (_, text, expected) => {
    expect(shown(articleOf(extractor.text(text)))).toEqual(expected);
  });

  test.each([
    "An agreement can be reached on Friday, the minister said.",
    "Students can sign up for the course until Friday, the college said.",
    "Video of the fire shows two men running to the quay.",
    "Photos from the quay show the ferry on its side.",
    "More in the south are leaving, officials said.",
    "The storm contributed to the delay, officials said.",
    "Comments on the plan are expected in May.",
    "Close to forty people came.",
    "Tags on the crates named the sender.",
    "Share prices fell by a tenth on Monday.",
    "Follow the money, the investigator said.",
    "Read the letter first, the judge told him.",
    "By Monday the ferry was back.",
    "Correction officers at the jail went on strike.",
    "Subscribe to the theory or not, the council has paid.",
    "Listen to the people on the quay, he said.",
  ])("near miss: %s is running text", (sentence) => {
    const blocks = shown(articleOf(extractor.text(`${story[0]}\n\n${sentence}\n\n${story[1]}`)));
    expect(blocks).toContain(`paragraph: ${sentence}`);
    const page = pageOf(html(`<p>${story[0]}</p><p>${sentence}</p><p>${story[1]}</p>`));
    expect(shown(articleOf(extractor.html(page)))).toContain(`paragraph: ${sentence}`);
  });

  test("lines that are cut at a width are one paragraph", () => {
    const text =
      "The harbour master of Port Hallam said on Monday that the\nferry would sail again, after a week in which nobody could\ncross, and that the crew had slept on board to be ready in\ntime.\n\nThe council denied that it had been warned.";
    expect(articleOf(extractor.text(text)).blocks.filter(({ kind }) => kind === "paragraph")).toHaveLength(2);
  });

  test("the extractor of texts alone answers the same", async () => {
    const text = `Ferry to sail again\n\n${story.join("\n\n")}`;
    expect((await createTextExtractor(diskResources())).text(text)).toEqual(extractor.text(text));
  });

  test("an empty text is refused", () => {
    expect(extractor.text(" \n\t")).toMatchObject({ ok: false, reason: "E_EMPTY" });
  });
});

describe("where only English is wanted", () => {
  const german =
    "Die Fähre zwischen Port Hallam und Nordholm fährt nach zwei Wochen wieder, das sagte die Ministerin am Mittwoch auf der Insel. Die Geschäfte hatten zuletzt weder Milch noch Diesel, und der Verband der Fischer war nicht zu erreichen.";
  test.each([
    ["a German text", german, "E_LANGUAGE"],
    ["a short German text", "Die Fähre fährt wieder.", "ok"],
    ["an English text", story.join("\n\n"), "ok"],
    ["an English text with a German quotation", `${story.join("\n\n")}\n\n„Die Fähre fährt wieder“, sagte sie.`, "ok"],
  ])("%s: %s", async (_, text, expected) => {
    const english = await createExtractor(diskResources(), { languages: ["en"] });
    const extraction = english.text(text);
    expect(extraction.ok ? "ok" : extraction.reason).toBe(expected);
  });
});

/** Pieces of pages, in any order. */
const anyPage = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<p>",
        "</p>",
        "<div class='article-body'>",
        "</div>",
        "<h1>",
        "</h1>",
        "<li>",
        "<a href=/x>",
        "</a>",
        "<br>",
        "<table><tr><td>",
        "<figure><figcaption>",
        "<blockquote class=twitter-tweet>",
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle",',
        "</script>",
        "<!--",
        "<meta property='og:title' content='",
        "<title>",
        "&amp;",
        "\u0000",
        "<body",
        "<html lang=xx>",
      ),
      fc.constantFrom(...story),
      fc.string({ maxLength: 20 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

test("law: any page gives an article or a reason; its text follows from the page, its blocks lie in order within the text", () => {
  fc.assert(
    fc.property(anyPage, (source) => {
      const page = pageOf(source);
      const extraction = extractor.html(page);
      expect(extractor.html(page)).toEqual(extraction);
      const { blocks, omitted, origin, text } = extraction.ok ? extraction.article : { blocks: [], omitted: [], origin: [], text: "" };
      const decoded = new TextDecoder().decode(page.bytes);
      expect(rebuildText(decoded, origin)).toBe(text);
      expect(blocks.filter(({ start, end }) => start < 0 || start >= end || end > text.length)).toEqual([]);
      expect(blocks.map(({ start }) => start)).toEqual(blocks.map(({ start }) => start).sort((one, other) => one - other));
      expect(omitted.filter(({ start, end }) => start > end || end > decoded.length)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom("\n", "\n\n", "\r\n", " ", "- ", "By Ana Lind", "(photo credit: X Y)", ...story),
      fc.string({ maxLength: 20 }),
    ),
    { maxLength: 15 },
  )
  .map((parts) => parts.join(""));

test("law: a text is kept as given, and every character that is not white space lies in a block", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const extraction = extractor.text(text);
      const blocks = extraction.ok ? extraction.article.blocks : [];
      expect(extraction.ok ? extraction.article.text : "").toBe(text.trim() === "" ? "" : text);
      let rest = "";
      let at = 0;
      for (const { start, end } of blocks) {
        rest += text.slice(at, Math.max(at, start));
        at = Math.max(at, end);
      }
      expect((rest + text.slice(at)).trim()).toBe("");
      expect(blocks.filter(({ repeats }) => repeats !== undefined && blocks[repeats] === undefined)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
