import * as fc from "fast-check";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { failure } from "../../src/errors.ts";
import { htmlWriter } from "../../src/export/html/page.ts";
import type { AnyRecord } from "../../src/export/writer.ts";
import { ferry } from "../support/ferry.ts";
import { recordFrom } from "../support/marked-record.ts";
import { toldOnRadio } from "../support/told-on-radio.ts";

function pageOf(...records: AnyRecord[]): string {
  const writer = htmlWriter({ single: records.length === 1 });
  return records.map((record) => writer.add(record)).join("") + writer.end();
}
/** As much of an element as these tests look at. */
interface Shown {
  readonly className: string;
  readonly textContent: string | null;
  readonly outerHTML: string;
  getAttribute(name: string): string | null;
  remove(): void;
}
interface ShownPage {
  querySelector(selector: string): Shown | null;
  querySelectorAll(selector: string): Iterable<Shown> & ArrayLike<Shown>;
}
const parsed = (page: string): ShownPage => parseHTML(page).document;
const open = (...records: AnyRecord[]): ShownPage => parsed(pageOf(...records));
/** The article's own characters as the page shows them, without numbers and notes. */
function shownText(page: string): string {
  const document = parsed(page);
  for (const extra of document.querySelectorAll(".reference, .notes, .folio, .colophon, .visually-hidden")) extra.remove();
  return (document.querySelector("article")?.textContent ?? "").replace(/\s+/g, "");
}

describe("the page", () => {
  test("shows every character of the article once, and every statement once in the text and once as a note", () => {
    const document = open(ferry());
    expect(shownText(pageOf(ferry()))).toBe(ferry().text.replace(/\s+/g, ""));
    expect(document.querySelectorAll(".note")).toHaveLength(19);
    expect(document.querySelectorAll(".reference")).toHaveLength(19);
    expect(document.querySelector("h1")?.textContent).toBe("1Port Hallam ferry will not sail before spring, operator says");
  });
  test("links each number to its note and back", () => {
    const document = open(ferry(), ferry());
    const links = Array.from(document.querySelectorAll("a[href^='#']"), (link) => link.getAttribute("href")?.slice(1));
    expect(links).toHaveLength(83);
    expect(links.filter((id) => document.querySelectorAll(`[id="${id}"]`).length !== 1)).toEqual([]);
  });
  test("says through what, to whom and when, with the day", () => {
    const occasion = open(toldOnRadio()).querySelector(".occasion");
    expect(occasion?.textContent).toBe("Radio Nord · to Mara Oduya · Monday (4 March 2024)");
    expect(open(toldOnRadio()).querySelector(".channel")?.getAttribute("title")).toBe("broadcast");
    expect(open(ferry()).querySelector(".occasion")).toBeNull();
  });
  test("says kind, polarity, flags and nesting in words", () => {
    const notes = Array.from(open(ferry()).querySelectorAll(".about"), (note) => note.textContent?.replace(/\s+/g, " ").trim());
    expect(notes.slice(5, 12)).toEqual([
      "She indirect, denied",
      "two engineers at the harbour office mixed partial",
      "Tomas Reyk, who retired from the office in September direct",
      "A colleague direct within 8",
      "They indirect within 9",
      "Nordholm Line indirect, refused",
      "Its spokeswoman, Greta Holm mixed partial",
    ]);
  });
  test("asks nothing of the network and runs nothing: one style whose digest the policy names", async () => {
    const page = pageOf(ferry());
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const digest = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style))).toString("base64");
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|src=| style=| on[a-z]+=/i);
  });
  test("of several inputs has each article and each failure under a common title", () => {
    const document = open(ferry(), { schema: "error/1", id: "<b>x", error: failure("E_PAYWALL", "only the beginning") }, ferry());
    expect(Array.from(document.querySelectorAll("h1, h2"), (heading) => heading.textContent?.slice(0, 14))).toEqual([
      "Who said what",
      "1Port Hallam f",
      "Not read: <b>x",
      "1Port Hallam f",
    ]);
  });
  test("of nothing is still a page", () => {
    expect(parsed(htmlWriter({ single: false }).end()).querySelector("h1")?.textContent).toBe("Nothing was read");
  });
});

describe("marks", () => {
  const spans = (record: AnyRecord): (string | undefined)[] =>
    Array.from(open(record).querySelectorAll(".text span"), (span) => `${span.className}: ${span.textContent}`);
  test("of nested statements show the inner one's rule and how deep it lies", () => {
    expect(
      spans(recordFrom("{1s|Lind} {1q|said} {1c|that {2s|Reyk} {2q|denied} {2c|it}}.", { 2: { polarity: "denied", parent: "s1" } })),
    ).toEqual([
      "source: Lind",
      "cue: said",
      "content indirect asserted: that ",
      "source content indirect asserted: Reyk",
      "content indirect asserted:  ",
      "cue content indirect asserted: denied",
      "content indirect asserted:  ",
      "content indirect denied depth-2: it",
    ]);
  });
  test("of a statement that crosses a block's end stand in both blocks, with one note", () => {
    const record = recordFrom("{1c|“It broke.\n\n“It will be mended.”} {1s|Lind} {1q|said}.", { 1: { kind: "direct" } });
    expect(spans(record).slice(0, 2)).toEqual(["content direct asserted: “It broke.", "content direct asserted: “It will be mended.”"]);
    expect(open(record).querySelectorAll(".note")).toHaveLength(1);
  });
  test("of statements that overlap without nesting are cut where they overlap", () => {
    const record = recordFrom("{1c|one two} three {1s|Lind}");
    const [one] = record.statements ?? [];
    const other = { ...one, id: "s2", source: [], content: [{ start: 4, end: 13, exact: "two three" }] };
    const text = spans({ ...record, statements: [one, other] } as AnyRecord);
    expect(text.slice(0, 3)).toEqual([
      "content indirect asserted: one ",
      "content indirect asserted depth-2: two",
      "content indirect asserted:  three",
    ]);
  });
  test("a dateline inside its paragraph keeps its own form, list items stand in one list", () => {
    const record = recordFrom("PORT HALLAM — It rained.\nlist-item:: one\nlist-item:: two");
    const document = open({ ...record, blocks: [...record.blocks, { kind: "dateline", start: 0, end: 11 }] });
    expect(document.querySelector(".in-dateline")?.textContent).toBe("PORT HALLAM");
    expect(document.querySelectorAll("ul.list")).toHaveLength(1);
    expect(document.querySelectorAll("ul.list > li")).toHaveLength(2);
  });
});

describe("mentions", () => {
  const record = recordFrom("{1s|Ana Lind of Nordholm Line} {1q|said} {1c|she left}. It rained.");
  const mention = (exact: string, type: "person" | "organisation" | "place", form: "name" | "pronoun") => {
    const start = record.text.indexOf(exact);
    return { start, end: start + exact.length, exact, type, form };
  };
  const mentioned = {
    ...record,
    mentions: [
      mention("Ana Lind of Nordholm Line", "person", "name"),
      mention("Nordholm Line", "organisation", "name"),
      mention("Nordholm", "place", "name"),
      mention("she", "person", "pronoun"),
    ],
  };
  test("are marked by the innermost, under a switch, and change nothing of the text", () => {
    const document = open(mentioned);
    expect(
      Array.from(document.querySelectorAll(".mention"), (one) => `${one.className} (${one.getAttribute("title")}): ${one.textContent}`),
    ).toEqual([
      "source mention person (person, name): Ana Lind of ",
      "source mention place (place, name): Nordholm",
      "source mention organisation (organisation, name):  Line",
      "content indirect asserted mention person (person, pronoun): she",
    ]);
    expect(document.querySelectorAll(".folio .lights input[type=checkbox]")).toHaveLength(1);
    expect(shownText(pageOf(mentioned))).toBe(record.text.replace(/\s+/g, ""));
    expect(document.querySelectorAll(".note")).toHaveLength(1);
  });
  test("that are absent or none have no switch", () => {
    expect(open(record).querySelectorAll(".lights")).toHaveLength(0);
    expect(open({ ...record, mentions: [] }).querySelectorAll(".lights")).toHaveLength(0);
  });
  test("that cross each other, overlap or repeat lose no character", () => {
    const span = fc.tuple(fc.nat(record.text.length - 2), fc.integer({ min: 1, max: 20 })).map(([start, length]) => {
      const end = Math.min(record.text.length, start + length);
      return { start, end, exact: record.text.slice(start, end), type: "other" as const, form: "name" as const };
    });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 8 }), (mentions) => {
        const page = pageOf({ ...record, mentions });
        expect(shownText(page)).toBe(record.text.replace(/\s+/g, ""));
        const lit = Array.from(parsed(page).querySelectorAll(".mention"), (one) => one.textContent).join("");
        const inside = Array.from(record.text).filter((_, at) => mentions.some(({ start, end }) => start <= at && at < end));
        expect(lit).toBe(inside.join(""));
      }),
    );
  });
});

describe("for every text", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom("<script>alert(1)</script>", '"><img src=x>', "&amp;", "]]>", "<!--", "</style>", "'"),
  );
  test("markup in text, names and addresses stays text, and no character is lost", () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 6 }), nasty, (parts, name) => {
        const text = `${parts
          .join("")
          .replace(/[{}\n\r]/g, "")
          .replace(/[\p{Cc}\p{Cs}\p{Cf}\p{Zs}\u2028\u2029\uFFFE\uFFFF]/gu, "_")}.`;
        const record = recordFrom(
          `{1s|${text}} {1q|said} {1c|${text}}`,
          {},
          { outlet: name, url: `https://a.example/${encodeURIComponent(name.toWellFormed())}`, language: name },
        );
        const page = pageOf(record);
        expect(page).not.toMatch(/<script|<img|<\/style>[\s\S]*<\/style>/);
        expect(shownText(page)).toBe(record.text.replace(/\s+/g, ""));
      }),
    );
  });
});
