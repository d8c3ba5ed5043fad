import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { browserPath } from "./browser.ts";

/** Minutes that the installation may take. */
const MOST_MINUTES = 5;

/**
 * Brings a browser for the tests of pages where none is installed and this user may install one (root on Debian or
 * Ubuntu). Elsewhere these tests are skipped, and their names say why.
 */
export default function bringBrowser(): void {
  if (browserPath !== undefined || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.error("bringing Chromium for the tests of pages (apt-get install chromium, once)");
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, stdio: "ignore", timeout: MOST_MINUTES * 60_000 } as const;
  spawnSync("apt-get", ["update", "-q"], options);
  spawnSync("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"], options);
}
