import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where a browser is; `undefined` when there is none (`apt-get install chromium` brings one). */
export const browserPath = process.env["SAYSO_TEST_BROWSER"] ?? PLACES.find((path) => existsSync(path));

/** Why browser tests are skipped, for their names. */
export const skipReason = browserPath === undefined ? " (skipped: no chromium; apt-get install chromium)" : "";

/** A headless browser that asks the network for nothing of its own. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
