import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { diskResources } from "../src/desk/disk-resources.ts";
import { createExtractor, type Extractor } from "../src/extract/extractor.ts";
import { decodePage } from "../src/html/charset.ts";
import { rebuildText } from "../src/html/rebuild.ts";
import { expectedOf, readGoldenPage } from "./golden-page.ts";

const root = join(import.meta.dirname, "pages");
let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor(diskResources());
});

describe.each(readdirSync(root))("the golden page %s", (name) => {
  const folder = join(root, name);
  test("gives what its expected file says", () => {
    expect(expectedOf(extractor, readGoldenPage(folder))).toEqual(JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")));
  });
  test("gives a text that follows from the page", () => {
    const page = readGoldenPage(folder);
    const extraction = extractor.html(page);
    const rebuilt = extraction.ok ? rebuildText(decodePage(page).text, extraction.article.origin) : null;
    expect(rebuilt).toBe(extraction.ok ? extraction.article.text : null);
  });
  test("says in its note what it shows and under which licence", () => {
    expect(readFileSync(join(folder, "note.md"), "utf8")).toMatch(/Licence: /u);
  });
});

test("a German page is refused where only English is accepted", async () => {
  const english = await createExtractor(diskResources(), { languages: ["en"] });
  expect(english.html(readGoldenPage(join(root, "german")))).toMatchObject({ ok: false, reason: "E_LANGUAGE" });
});
