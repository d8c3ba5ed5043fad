import type { WatchEvent } from "../desk/watch/parts.ts";
import { toJson } from "../export/json.ts";
import { REASONS } from "../watch/reason.ts";
import { numberOf, openDataFor } from "./data-options.ts";
import { openOutput } from "./output.ts";
import { openRemarks, type Remarks } from "./remarks.ts";
import type { Options, Setting } from "./setting.ts";
import { allowedBy } from "./source-options.ts";

/** `sayso watch`: a line of NDJSON for each article that is safely stored; Ctrl-C ends it after what is under way, a second one at once. */
export async function runWatch(options: Options, setting: Setting): Promise<number> {
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options, { creates: true });
  const allowed = await allowedBy(options);
  const desk = await setting.openDesk({ workers: numberOf(options, "workers", [1, 64]) ?? 1, readable: true, ...allowed });
  const [{ openWatch }, { watch }] = await Promise.all([import("../desk/watch/open.ts"), import("../desk/watch/watch.ts")]);
  const ending = new AbortController();
  const end = (): void => {
    if (ending.signal.aborted) process.exit(EXIT_INTERRUPTED);
    ending.abort();
    remarks.note("ending after what is under way; Ctrl-C again ends at once");
  };
  process.on("SIGINT", end).on("SIGTERM", end);
  const output = openOutput(undefined);
  const count = { taken: 0 };
  const writing: { last: Promise<unknown> } = { last: Promise.resolve() };
  const onEvent = (event: WatchEvent): void => {
    if (event.kind === "taken") {
      count.taken++;
      writing.last = writing.last.then(() => remarks.aside(() => output.write(`${toJson(event.receipt)}\n`))).catch(() => ending.abort());
    }
    tell(event, remarks);
    remarks.progress(`${count.taken} articles`);
  };
  try {
    if ((await data.store.sources.all()).length === 0) remarks.note("there is no source yet: `sayso add` an address of a feed or sitemap");
    const parts = await openWatch(data, desk, {
      reads: options["later"] === true ? "later" : "now",
      onEvent,
      ...(allowed.userAgent === undefined ? {} : { userAgent: allowed.userAgent }),
    });
    remarks.progress("watching");
    await watch(parts, { signal: ending.signal, once: options["once"] === true });
    await writing.last;
    await output.end();
    return 0;
  } finally {
    remarks.end();
    process.off("SIGINT", end).off("SIGTERM", end);
    await desk.close();
    await data.close();
  }
}

/** 128 and the signal's number, as shells have it. */
const EXIT_INTERRUPTED = 130;

/** What went wrong, in one line each; what went well is on standard output. */
function tell(event: WatchEvent, remarks: Remarks): void {
  if (event.kind === "tried" && event.failed !== null)
    remarks.note(`${event.source.url}: ${REASONS[event.failed.reason]}; ${nextWords(event.nextTryAt)}`);
  if (event.kind === "missed") remarks.note(`${event.url}: ${REASONS[event.reason]}; ${nextWords(event.retryAt)}`);
}

const nextWords = (at: string | null): string => (at === null ? "it is not asked again" : `asked again at ${at.slice(0, 19)}Z`);
