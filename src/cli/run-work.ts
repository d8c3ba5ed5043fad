import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Data } from "../desk/data.ts";
import { work } from "../desk/work.ts";
import type { Column } from "../export/list.ts";
import type { DeadLetter } from "../record/job.ts";
import { numberOf, openDataFor, writeList } from "./data-options.ts";
import { openRemarks, type Remarks } from "./remarks.ts";
import type { Options, Setting } from "./setting.ts";

const DEAD_COLUMNS: readonly Column<DeadLetter>[] = [
  { name: "id", value: ({ id }) => id },
  { name: "kind", value: ({ kind }) => kind },
  { name: "key", value: ({ key }) => key },
  { name: "attempts", value: ({ attempts }) => attempts },
  { name: "died", value: ({ diedAt }) => diedAt },
  { name: "code", value: ({ failure }) => failure.code },
  { name: "why", value: ({ failure }) => failure.message },
];

/** `sayso work`: works until it is stopped; Ctrl-C ends it after the jobs in hand, a second one at once. */
export async function runWork(options: Options, setting: Setting): Promise<number> {
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options);
  if (options["dead"] === true) return listDead(data, options);
  if (options["revive"] === true) await revive(data, remarks);
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

async function listDead(data: Data, options: Options): Promise<number> {
  try {
    await writeList({ schema: "dead-jobs/1", items: await data.store.jobs.dead(), next: null }, DEAD_COLUMNS, options);
    return 0;
  } finally {
    await data.close();
  }
}

async function revive(data: Data, remarks: Remarks): Promise<void> {
  for (const { id, kind, key, failure } of await data.store.jobs.dead())
    if (await data.store.jobs.revive(id, data.now()))
      remarks.note(`${kind} ${key} is tried again; it failed: ${failure.code}: ${failure.message}`);
}
