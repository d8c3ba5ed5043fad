import { INPUT_LIMIT_BYTES } from "../desk/desk.ts";
import { type Recorded, recordsOf } from "../desk/recorded.ts";
import { verifyAll } from "../desk/verify.ts";
import { SaysoError } from "../errors.ts";
import { onInterrupt } from "./interrupt.ts";
import { openOutput } from "./output.ts";
import { lineOf } from "./problem-line.ts";
import { openRemarks } from "./remarks.ts";
import type { Options, Setting } from "./setting.ts";

/** `sayso verify`: nothing and 0 when all is well, else a line for each thing that is wrong, and 1. */
export async function runVerify(names: readonly string[], options: Options, setting: Setting): Promise<number> {
  if (names.length === 0 && options["data"] === undefined && !process.env["SAYSO_DATA"])
    throw new SaysoError("E_USAGE", "there is nothing to verify", {
      hint: "Give files of records, or --data (or SAYSO_DATA) with a data folder.",
    });
  if (names.length === 0) return (await import("./run-verify-data.ts")).runVerifyData(options, setting);
  if (typeof options["data"] === "string") throw new SaysoError("E_USAGE", "verify takes either files or --data");
  if (names.includes("-") && process.stdin.isTTY)
    throw new SaysoError("E_USAGE", "standard input is a terminal", { hint: "Give records to -, as in: sayso read … | sayso verify -" });
  const quiet = options["quiet"] === true;
  const remarks = await openRemarks({ color: options["color"] !== false, quiet });
  const desk = await setting.openDesk({ workers: 1, readable: false });
  const stop = onInterrupt(remarks);
  const output = openOutput(undefined);
  let problems = 0;
  let records = 0;
  async function* counted(all: AsyncIterable<Recorded>): AsyncGenerator<Recorded> {
    for await (const recorded of all) {
      records++;
      yield recorded;
    }
  }
  try {
    const page = typeof options["page"] === "string" ? await desk.file(options["page"]) : undefined;
    for (const name of names) {
      const stream: AsyncIterable<Uint8Array> = name === "-" ? process.stdin : desk.stream(name);
      for await (const problem of verifyAll(counted(recordsOf(stream, RECORD_LIMIT_BYTES)), page, desk)) {
        problems++;
        if (!quiet && !(await output.write(`${lineOf(name, problem)}\n`))) return 1;
      }
    }
    await output.end();
  } finally {
    await desk.close();
    stop();
  }
  if (records === 0) {
    remarks.error("", {
      code: "E_EMPTY",
      message: "there is no record to verify",
      hint: "Give a file that sayso wrote as json or ndjson.",
    });
    return 1;
  }
  return problems === 0 ? 0 : 1;
}

/** A record holds its text and, for every span, its characters once more. */
const RECORD_LIMIT_BYTES = 4 * INPUT_LIMIT_BYTES;
