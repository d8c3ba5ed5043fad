import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { nodeRuntime } from "../../src/desk/onnx-node.ts";
import { createExtractor } from "../../src/extract/extractor.ts";
import { createEnglishPipeline } from "../../src/pipeline/english.ts";

/** Where the gold files lie. */
export const CORPORA = process.env["SAYSO_CORPORA"] ?? join(import.meta.dirname, "../../../shared/corpora");
/** Where the scorers lie. */
export const EVALUATION = process.env["SAYSO_EVAL"] ?? join(import.meta.dirname, "../../../shared/eval");

/** Ends the program, and says so, when one of the files is not there. */
export function skipWithout(files: readonly string[], isJson: boolean): void {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length === 0) return;
  console.log(isJson ? JSON.stringify({ skipped: true }) : `skipped: no ${missing.join(", no ")}; set SAYSO_CORPORA and SAYSO_EVAL`);
  process.exit(0);
}

/** The rows of a file of JSON lines. */
export const readRows = (file: string): object[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as object);

/** The extractor and the standard English pipeline, in one thread. */
export async function openEnglish() {
  const resources = diskResources();
  const [extractor, pipeline] = await Promise.all([
    createExtractor(resources),
    createEnglishPipeline({ resources, runtime: nodeRuntime({ threads: 1 }) }),
  ]);
  return { extractor, pipeline };
}
