import { verifyData } from "../desk/verify-data.ts";
import { openDataFor } from "./data-options.ts";
import { onInterrupt } from "./interrupt.ts";
import { openOutput } from "./output.ts";
import { lineOf } from "./problem-line.ts";
import { openRemarks } from "./remarks.ts";
import type { Options, Setting } from "./setting.ts";

/** `sayso verify` of a data folder: nothing and 0 when all is well, else a line for each thing that is wrong, and 1. */
export async function runVerifyData(options: Options, setting: Setting): Promise<number> {
  const quiet = options["quiet"] === true;
  const remarks = await openRemarks({ color: options["color"] !== false, quiet });
  const data = await openDataFor(options);
  const desk = await setting.openDesk({ workers: 1, readable: false });
  const stop = onInterrupt(remarks);
  const output = openOutput(undefined);
  let problems = 0;
  try {
    const onProgress = ({ pages, articles }: { pages: number; articles: number }): void =>
      remarks.progress(`${pages} pages, ${articles} articles`);
    for await (const problem of verifyData(data, desk, onProgress)) {
      problems++;
      if (!quiet && !(await remarks.aside(() => output.write(`${lineOf(data.folder, problem)}\n`)))) return 1;
    }
    for (const { file, tornBytes } of data.archive.tails(await data.store.archiveEnds()))
      if (tornBytes > 0)
        remarks.note(`${file}: the last ${tornBytes} bytes are no whole record, as a crash leaves them; nothing refers to them`);
    await output.end();
  } finally {
    remarks.end();
    await desk.close();
    await data.close();
    stop();
  }
  return problems === 0 ? 0 : 1;
}
