import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { work } from "../desk/work.ts";
import { numberOf, openDataFor } from "./data-options.ts";
import { openRemarks } from "./remarks.ts";
import type { Options, Setting } from "./setting.ts";

/** `sayso work`: works until it is stopped; Ctrl-C ends it after the jobs in hand, a second one at once. */
export async function runWork(options: Options, setting: Setting): Promise<number> {
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options);
  const workers = numberOf(options, "workers", [1, 64]) ?? 1;
  const desk = await setting.openDesk({ workers, readable: true });
  const stop = new AbortController();
  const end = (): void => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  const count = { done: 0 };
  const loops = Array.from({ length: workers }, () =>
    work(data, desk, {
      worker: `${hostname()}-${process.pid}-${randomUUID()}`,
      signal: stop.signal,
      untilIdle: options["untilIdle"] === true,
      onDone: (job, failure) => {
        if (failure === null) remarks.progress(`${++count.done} done`);
        else remarks.note(`${job.kind} ${job.key.slice(0, 16)}, try ${job.attempts} of ${job.maxAttempts}: ${failure}`);
      },
    }),
  );
  try {
    const done = (await Promise.all(loops)).reduce((sum, one) => sum + one, 0);
    remarks.end();
    remarks.note(`${done} jobs done`);
    return 0;
  } finally {
    stop.abort();
    await Promise.allSettled(loops);
    remarks.end();
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
    await desk.close();
    await data.close();
  }
}
