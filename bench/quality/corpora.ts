import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where the corpora and the scorers lie. */
export const places = {
  corpora: process.env["SAYSO_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora"),
  evaluation: process.env["SAYSO_EVAL"] ?? join(import.meta.dirname, "../../../shared/eval"),
};

/** Ends the program in peace, saying what is missing, where a file that it measures with is not there. */
export function needFiles(files: readonly string[], json: boolean): void {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length === 0) return;
  console.log(json ? JSON.stringify({ skipped: true }) : `skipped: no ${missing.join(", no ")}; set SAYSO_CORPORA and SAYSO_EVAL`);
  process.exit(0);
}
