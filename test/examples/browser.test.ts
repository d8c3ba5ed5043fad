import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser, skipReason } from "../support/browser.ts";
import { build, runNode } from "../support/build.ts";
import { serveFolder } from "../support/serve-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "sayso-browser-"));
describe.skipIf(browserPath === undefined)(`examples/browser${skipReason}`, () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    build();
    const { code, err } = runNode("examples/browser/build.mjs", folder);
    if (code !== 0) throw new Error(err);
    [browser, served] = await Promise.all([openBrowser(), serveFolder(folder)]);
  });
  afterAll(async () => {
    await browser.close();
    served.server.close();
  });
  test("reads in the page, with the model loaded from an address", async () => {
    const page = await browser.newPage();
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(served.address) && !request.url().startsWith("blob:")) wrong.push(`asked ${request.url()}`);
    });
    await page.goto(served.address);
    await page.getByText("Ready.").waitFor();
    await page.getByRole("button", { name: "Read" }).click();
    await page.getByRole("listitem").first().waitFor();
    expect(await page.getByRole("listitem").allTextContents()).toEqual(
      expect.arrayContaining([
        "Ana Lind: “It broke,” (direct, asserted)",
        "She: that the company had known of the damage since the summer (indirect, denied)",
      ]),
    );
    expect(wrong).toEqual([]);
    expect(served.asked).toContain("/resources/models/en/reader/model.onnx");
  });
});
