import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { createFeedReader } from "../../feed/reader.ts";
import { USER_AGENT } from "../../fetch/user-agent.ts";
import type { Data } from "../data.ts";
import type { Desk } from "../desk.ts";
import { diskResources } from "../disk-resources.ts";
import type { WatchParts } from "./parts.ts";
import { createPoliteAsker } from "./polite.ts";

/** The parts of watching with this machine's clock and dice. @throws SaysoError E_RESOURCE, E_LEXICON. */
export async function openWatch(
  data: Data,
  desk: Desk,
  { reads, onEvent, userAgent = USER_AGENT }: Pick<WatchParts, "reads" | "onEvent"> & { readonly userAgent?: string },
): Promise<WatchParts> {
  const clock = {
    now: () => Date.now(),
    wait: async (milliseconds: number): Promise<void> => {
      await wait(Math.min(milliseconds, LONGEST_WAIT_MS));
    },
  };
  return {
    data,
    desk,
    clock,
    asker: createPoliteAsker({ ask: (url, options) => desk.ask(url, options), notes: data.store.notes, clock, userAgent }),
    feeds: await createFeedReader(diskResources()),
    random: Math.random,
    worker: `${hostname()}-${process.pid}-${randomUUID()}`,
    reads,
    onEvent,
  };
}

/** A timer holds at most 2^31 ms; who waits longer looks again. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
