/**
 * Measures how fast a page reads: the package's browser entry on ONNX Runtime's WebAssembly, one thread, in Chromium.
 *
 *   node bench/speed/browser.ts [--articles 24] [--rounds 3] [--write]     --write puts the sentence into docs/speed.md
 *
 * Needs a Chromium (`SAYSO_TEST_BROWSER`, or one on the PATH) and the corpora.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build as bundle } from "esbuild";
import { browserPath, openBrowser } from "../../test/support/browser.ts";
import { serveFolder } from "../../test/support/serve-folder.ts";
import { withSection } from "../section.ts";
import { openCorpora } from "./corpora.ts";
import { median } from "./sides.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "24" },
    rounds: { type: "string", default: "3" },
    write: { type: "boolean", default: false },
  },
});

interface Timed {
  readonly milliseconds: number;
  readonly statements: number;
}

if (browserPath === undefined) throw new Error("no Chromium was found: install one, or name it in SAYSO_TEST_BROWSER");
const folder = mkdtempSync(join(tmpdir(), "sayso-browser-speed-"));
try {
  const sentence = await measure(folder, Number(values.articles), Number(values.rounds));
  console.log(sentence);
  if (values.write) {
    const path = join(root, "docs/speed.md");
    writeFileSync(path, withSection(readFileSync(path, "utf8"), "browser", sentence));
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(folder: string, articles: number, rounds: number): Promise<string> {
  for (const [program, ...args] of [
    ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"],
    ["examples/browser/build.mjs", folder],
  ])
    if (spawnSync(process.execPath, [program ?? "", ...args], { cwd: root, stdio: "inherit" }).status !== 0)
      throw new Error(`${program} failed`);
  const entry = join(import.meta.dirname, "browser-page.js");
  await bundle({ entryPoints: [entry], outfile: join(folder, "main.bundle.js"), bundle: true, format: "esm", platform: "browser" });
  const texts = (openCorpora(articles)[0]?.lines ?? []).map(({ json }) => (JSON.parse(json) as { text: string }).text);
  const words = texts.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  const [browser, served] = await Promise.all([openBrowser(), serveFolder(folder)]);
  try {
    const page = await browser.newPage();
    await page.goto(served.address);
    await page.waitForFunction("'openReader' in globalThis");
    await page.evaluate("openReader()");
    const seconds: number[] = [];
    let statements = 0;
    for (let round = 0; round <= rounds; round++) {
      const timed: Timed[] = [];
      for (const text of texts) timed.push(await page.evaluate<Timed>(`timeOne(${JSON.stringify(text)})`));
      statements = timed.reduce((sum, one) => sum + one.statements, 0);
      if (round > 0) seconds.push(timed.reduce((sum, one) => sum + one.milliseconds, 0) / 1000);
    }
    const rate = Math.round(words / median(seconds)).toLocaleString("en");
    return `In Chromium ${browser.version()}, one thread: ${rate} words a second (${texts.length} texts of polnear-dev, ${words.toLocaleString("en")} words, ${statements} statements; median of ${rounds} rounds after one to warm up).`;
  } finally {
    await browser.close();
    served.server.close();
  }
}
