import { setFlagsFromString } from "node:v8";

/**
 * Mebibytes of each half of V8's young generation. On the 84 articles of polnear-dev 4 takes 277 MB at the peak where
 * V8's own choice takes 324, in the same time.
 */
const SEMI_SPACE_MIB = 4;

/** Keeps the young generation small in this process and its threads: articles die young, and memory is what a laptop lacks. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--max-semi-space-size=${SEMI_SPACE_MIB}`);
  setFlagsFromString("--semi-space-growth-factor=1");
}
