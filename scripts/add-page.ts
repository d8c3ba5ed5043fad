/**
 * Makes or renews the expected file of a golden page: `node scripts/add-page.ts NAME …`, or `--all`.
 * `test/pages/NAME/` must hold `source.html` and `note.md`; `given.json` may hold the address and headers of the page.
 * Read the written `expected.json` before you keep it: it is what the extractor gives, not yet what it should give.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { diskResources } from "../src/desk/disk-resources.ts";
import { createExtractor } from "../src/extract/extractor.ts";
import { expectedOf, readGoldenPage } from "../test/golden-page.ts";

const root = join(import.meta.dirname, "../test/pages");
const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: "boolean" } } });
const names = values.all ? readdirSync(root) : positionals;
if (names.length === 0) {
  console.error("usage: node scripts/add-page.ts NAME … | --all");
  process.exit(2);
}
const extractor = await createExtractor(diskResources());
for (const name of names) {
  const folder = join(root, name);
  for (const file of ["source.html", "note.md"])
    if (!existsSync(join(folder, file))) {
      console.error(`${folder} has no ${file}`);
      process.exit(1);
    }
  const expected = expectedOf(extractor, readGoldenPage(folder));
  const file = join(folder, "expected.json");
  const text = `${JSON.stringify(expected, null, 2)}\n`;
  const isSame = existsSync(file) && readFileSync(file, "utf8") === text;
  writeFileSync(file, text);
  console.log(`${name}: ${isSame ? "unchanged" : "written; read it before you keep it"}`);
}
