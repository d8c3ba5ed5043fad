/** Works on the jobs of a folder until none is due, and says each: `node work-child.ts FOLDER WORKER LEASE_SECONDS [DATABASE]`. */
import { setTimeout as wait } from "node:timers/promises";
import { openData } from "../../src/desk/data.ts";
import { work } from "../../src/desk/work.ts";
import { fakeDesk } from "../support/fake-desk.ts";

const [folder = "", worker = "", leaseSeconds = "1", database] = process.argv.slice(2);
const data = await openData({ folder, creates: false, ...(database === undefined ? {} : { database }) });
const desk = fakeDesk();
/** Long enough to be ended in the middle of it. */
const WORK_MS = 15;
await work(
  data,
  {
    ...desk,
    attribute: async (articles, layers) => {
      await wait(WORK_MS);
      return desk.attribute(articles, layers);
    },
  },
  {
    worker,
    signal: new AbortController().signal,
    untilIdle: true,
    leaseSeconds: Number(leaseSeconds),
    onDone: (job, failure) => process.stdout.write(`${JSON.stringify({ id: job.key, status: failure ?? "done" })}\n`),
  },
);
await data.close();
