import { setTimeout as wait } from "node:timers/promises";
import type { Data } from "../../src/desk/data.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import type { Receipt } from "../../src/desk/ingest.ts";
import { newSource } from "../../src/desk/sources.ts";
import { createPoliteAsker } from "../../src/desk/watch/polite.ts";
import { watch } from "../../src/desk/watch/watch.ts";
import { createFeedReader } from "../../src/feed/reader.ts";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { USER_AGENT } from "../../src/fetch/user-agent.ts";
import { FAULTS, type Newsroom } from "./newsroom.ts";

export interface Watching {
  readonly gapMs: number;
  readonly everySeconds: number;
  /** Milliseconds for which the outlets publish, and for which they are watched after that at most. */
  readonly publishingMs: number;
  readonly calmMs: number;
}

/** Adds all outlets as sources and watches them; gives the receipts of the articles. */
export async function watchNewsroom(newsroom: Newsroom, data: Data, desk: Desk, how: Watching): Promise<readonly Receipt[]> {
  for (const { feedUrl, host } of newsroom.outlets)
    await data.store.sources.put(
      newSource(feedUrl, "feed", { every: `${how.everySeconds}s`, gap: `${how.gapMs / 1000}s` }, data.now(), host),
    );
  const fetcher = createFetcher({
    allowAddresses: ["127.0.0.0/8"],
    now: () => data.now(),
    timeLimitSeconds: 5,
    idleLimitSeconds: 2,
    maxWireBytes: 4 * 1024 * 1024,
  });
  const clock = {
    now: () => Date.now(),
    wait: async (milliseconds: number) => {
      await wait(milliseconds);
    },
  };
  const receipts: Receipt[] = [];
  const ending = new AbortController();
  const watching = watch(
    {
      data,
      desk,
      clock,
      asker: createPoliteAsker({ ask: (url, options) => fetcher.ask(url, options), notes: data.store.notes, clock, userAgent: USER_AGENT }),
      feeds: await createFeedReader(diskResources()),
      random: seeded(7),
      worker: "test",
      reads: "later",
      onEvent: (event) => {
        if (event.kind === "taken") receipts.push(event.receipt);
      },
    },
    { signal: ending.signal, concurrency: 64 },
  );
  await Promise.race([wait(how.publishingMs), watching]);
  newsroom.stop();
  await Promise.race([calm(newsroom, receipts, how), watching]);
  ending.abort();
  await watching;
  await fetcher.close();
  return receipts;
}

/** Milliseconds between two looks at what has come. */
const LOOK_MS = 200;
/** Rounds of asking after everything has come, in which nothing may come twice. */
const ROUNDS_MORE = 2;

/** Waits until everything that was published has come and every outlet was asked again, or for as long as there is patience. */
async function calm(newsroom: Newsroom, receipts: readonly Receipt[], { calmMs, everySeconds }: Watching): Promise<void> {
  const wanted = newsroom.outlets.filter(({ fault }) => FAULTS[fault] === null).flatMap((outlet) => newsroom.published(outlet));
  for (let waitedMs = 0; waitedMs < calmMs; waitedMs += LOOK_MS) {
    const stored = new Set(receipts.flatMap(({ status, url }) => (status === "stored" ? [url] : [])));
    if (wanted.every((url) => stored.has(url))) break;
    await wait(LOOK_MS);
  }
  await wait(ROUNDS_MORE * everySeconds * 1000);
}

/** Numbers in [0, 1) that look random and are the same in each run (a linear congruential generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
