import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser, skipReason } from "../support/browser.ts";
import { build, runNode } from "../support/build.ts";

const folder = mkdtempSync(join(tmpdir(), "sayso-browser-"));
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** The folder over loopback, as any web server would give it. */
async function serve(): Promise<{ server: Server; address: string; asked: string[] }> {
  const asked: string[] = [];
  const answer = async (url: string, response: ServerResponse): Promise<void> => {
    const asks = normalize(new URL(url, "http://localhost").pathname);
    const path = asks === "/" ? "/index.html" : asks;
    asked.push(path);
    try {
      const bytes = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };
  const server = createServer(({ url = "/" }, response) => void answer(url, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

describe.skipIf(browserPath === undefined)(`examples/browser${skipReason}`, () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    build();
    const { code, err } = runNode("examples/browser/build.mjs", folder);
    if (code !== 0) throw new Error(err);
    [browser, served] = await Promise.all([openBrowser(), serve()]);
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
