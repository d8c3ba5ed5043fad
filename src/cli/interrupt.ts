import type { Remarks } from "./remarks.ts";

/** 128 and the signal's number, as shells have it. */
const EXIT_INTERRUPTED = 130;

/** Ends the process on Ctrl-C, with the terminal as it was. Gives the function that takes this back. */
export function onInterrupt(remarks: Pick<Remarks, "end">): () => void {
  const stop = (): void => {
    remarks.end();
    process.exit(EXIT_INTERRUPTED);
  };
  process.on("SIGINT", stop);
  return () => process.off("SIGINT", stop);
}
