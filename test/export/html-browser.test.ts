import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure } from "../../src/errors.ts";
import { htmlWriter } from "../../src/export/html/page.ts";
import { browserPath, openBrowser, skipReason } from "../support/browser.ts";
import { ferry } from "../support/ferry.ts";

const mentioned = {
  ...ferry(),
  mentions: [{ start: 0, end: 11, exact: ferry().text.slice(0, 11), type: "place" as const, form: "name" as const }],
};
const folder = mkdtempSync(join(tmpdir(), "sayso-html-"));
const several = htmlWriter({ single: false });
const lit = htmlWriter({ single: true });
const single = htmlWriter({ single: true });
writeFileSync(join(folder, "single.html"), single.add(ferry()) + single.end());
writeFileSync(join(folder, "mentions.html"), lit.add(mentioned) + lit.end());
writeFileSync(
  join(folder, "several.html"),
  [ferry(), { schema: "error/1" as const, id: "x", error: failure("E_PAYWALL", "only the beginning") }, ferry()]
    .map((record) => several.add(record))
    .join("") + several.end(),
);

describe.skipIf(browserPath === undefined)(`the page in a browser${skipReason}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  async function show(name: string, width: number, colorScheme: "light" | "dark"): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await page.goto(`file://${join(folder, name)}`);
    return page;
  }

  test.each([
    ["single.html", 360, "light"],
    ["single.html", 1440, "dark"],
    ["several.html", 360, "dark"],
    ["several.html", 1440, "light"],
  ] as const)("%s at %i px, %s: nothing inaccessible, nothing cut off at the side", async (name, width, scheme) => {
    const page = await show(name, width, scheme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await page.context().close();
  });

  test.each(["light", "dark"] as const)("mentions are lit when asked for, %s, and can still be read", async (scheme) => {
    const page = await show("mentions.html", 1000, scheme);
    const color = (): Promise<unknown> => page.evaluate("getComputedStyle(document.querySelector('.mention')).backgroundColor");
    const before = await color();
    await page.getByLabel("show people").check();
    expect(await color()).not.toBe(before);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.context().close();
  });

  interface Box {
    readonly left: number;
    readonly top: number;
    readonly bottom: number;
    readonly right: number;
  }
  const boxesOf = (page: Page, selector: string): Promise<readonly Box[]> =>
    page.evaluate<Box[]>(
      `Array.from(document.querySelectorAll(${JSON.stringify(selector)}), (e) => { const { left, top, bottom, right } = e.getBoundingClientRect(); return { left, top, bottom, right }; })`,
    );
  test.each([
    [1440, "beside it, no higher", (note: Box, mark: Box) => note.left > mark.right && note.top >= mark.top - 1],
    [360, "below it", (note: Box, mark: Box) => note.top >= mark.bottom - 1],
  ])("at %i px each note stands %s, and none covers another", async (width, _, fits) => {
    const page = await show("several.html", width, "light");
    const [notes, marks] = [await boxesOf(page, ".note"), await boxesOf(page, ".reference")];
    expect([notes.length, marks.length]).toEqual([38, 38]);
    const nowhere = { left: 0, top: 0, bottom: 0, right: 0 };
    expect(notes.filter((note, index) => !fits(note, marks[index] ?? nowhere))).toEqual([]);
    expect(notes.filter((note, index) => note.top < (notes[index - 1] ?? nowhere).bottom - 1)).toEqual([]);
    await page.context().close();
  });

  test("the keyboard reaches the text first, then each statement and its note, and the focus is seen", async () => {
    const page = await show("single.html", 1440, "light");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("To the text");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("Note 1: operator, indirect, asserted");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await page.keyboard.press("Enter");
    expect(page.url()).toMatch(/#a1-n1$/);
    await page.context().close();
  });

  test("on paper the notes follow their paragraphs and nothing is lost", async () => {
    const page = await show("single.html", 1440, "dark");
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate("getComputedStyle(document.querySelector('.note')).position")).toBe("static");
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
    await page.context().close();
  });
});
