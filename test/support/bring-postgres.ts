import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { postgresPath } from "./postgres.ts";

/** Minutes that the installation may take. */
const MOST_MINUTES = 5;

/**
 * Brings PostgreSQL for the store's tests where none is installed and this user may install one (root on Debian or
 * Ubuntu). Elsewhere its half of the tests is skipped, and their names say why. Tests start clusters of their own.
 */
export default function bringPostgres(): void {
  if (postgresPath !== undefined || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.error("bringing PostgreSQL for the tests of the store (apt-get install postgresql, once)");
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, stdio: "ignore", timeout: MOST_MINUTES * 60_000 } as const;
  spawnSync("apt-get", ["update", "-q"], options);
  spawnSync("apt-get", ["install", "-q", "-y", "--no-install-recommends", "postgresql"], options);
}
