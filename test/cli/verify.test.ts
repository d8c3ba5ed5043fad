import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ferry } from "../support/ferry.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "sayso-verify-"));
const html = "<p>“No,” said Per Aldous.</p>";
const page = join(folder, "page.html");
writeFileSync(page, html);
const record = async (): Promise<string> => (await run(["read", page])).out;

describe("verify", () => {
  test("says nothing about records that hold, whether NDJSON, indented or an array", async () => {
    const good = await record();
    const silent = { code: 0, out: "", err: "" };
    expect(await run(["verify", "-", "--page", page], good)).toEqual(silent);
    expect(await run(["verify", "-"], JSON.stringify(JSON.parse(good), null, 2))).toEqual(silent);
    expect(await run(["verify", "-"], (await run(["read", page, page, "--format", "json"])).out)).toEqual(silent);
    expect(await run(["verify", "-"], (await run(["read", page, "missing.txt"])).out)).toEqual(silent);
  });
  test("names file, line, field, what was expected and what was found", async () => {
    const bad = ferry();
    const file = join(folder, "bad.ndjson");
    writeFileSync(file, `${JSON.stringify(ferry())}\n${JSON.stringify(bad).replace('"exact":"Lind"', '"exact":"Land"')}\n`);
    expect(await run(["verify", file])).toMatchObject({
      code: 1,
      out: `${file}: line 2: ${bad.id}: statements[4].source[0].exact: E_SPAN: the text shows other characters (expected "Lind", found "Land")\n`,
    });
  });
  test.each([
    ["a record of another form", (text: string) => text.replace('"unit":"utf16"', '"unit":"bytes"'), "unit: E_SCHEMA"],
    ["no JSON", () => "{", "line 1: E_JSON"],
    ["other bytes of the page", (text: string) => text.replace(/("sha256":")./, "$1x"), "page.sha256: E_SCHEMA"],
    ["other digits in the page's digest", (text: string) => text.replace(/("sha256":")[0-9a-f]{4}/, "$10000"), "page.sha256: E_DIGEST"],
    ["another extractor", (text: string) => text.replace('"text":"fake 1"', '"text":"fake 0"'), "made.text: E_TEXT"],
  ])("%s", async (_, spoil, expected) => {
    const { code, out } = await run(["verify", "-", "--page", page], spoil(await record()));
    expect(out).toContain(expected);
    expect(code).toBe(1);
  });
  test("text that the page does not give, although its digest is its own", async () => {
    const other = (await run(["read", "-", "--from", "html"], html.replace("No", "So"))).out;
    const forged = JSON.parse(other) as { page: unknown };
    forged.page = (JSON.parse(await record()) as { page: unknown }).page;
    const { out } = await run(["verify", "-", "--page", page], JSON.stringify(forged));
    expect(out).toContain(
      'text: E_TEXT: the page gives another text from offset 1 (expected "“No,” said Per Aldous", found "“So,” said Per Aldous")',
    );
  });
  test("nothing to verify is a failure, and --quiet says nothing", async () => {
    expect((await run(["verify", "-"], "\n")).code).toBe(1);
    expect(await run(["verify", "-", "-q"], "{")).toEqual({ code: 1, out: "", err: "" });
    expect((await run(["verify", "missing.ndjson"])).err).toContain("E_INPUT_MISSING");
    expect((await run(["verify"])).err).toContain("there is nothing to verify");
    expect((await run(["verify"], "", { SAYSO_DATA: join(folder, "none") })).err).toContain(
      `there is no data folder ${join(folder, "none")}`,
    );
  });
});
