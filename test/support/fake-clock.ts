import type { Clock } from "../../src/watch/host-gate.ts";

/** Milliseconds of real time after which nobody will wait any more: the disk may take some. */
const STUCK_MS = 60_000;

/** Turns of the event loop for which nothing must have begun to read or write before the clock leaps. */
const CALM_TURNS = 4;

/** A clock that stands still until everybody waits and the disk is still, and then leaps to whoever waits shortest. */
export interface FakeClock extends Clock {
  /** Lets time pass until `done` resolves. @throws when nobody waits any more and it has not. */
  runUntil<Result>(done: Promise<Result>): Promise<Result>;
}

export function fakeClock(startMs = Date.parse("2026-03-01T00:00:00Z")): FakeClock {
  let now = startMs;
  const waiting: { readonly atMs: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    wait: (milliseconds) =>
      new Promise((wake) => {
        waiting.push({ atMs: now + Math.max(0, milliseconds), wake });
      }),
    runUntil: async (done) => {
      const state = { isDone: false };
      const watched = done.finally(() => {
        state.isDone = true;
      });
      watched.catch(() => {});
      let movedMs = performance.now();
      let calmTurns = 0;
      while (!state.isDone && performance.now() - movedMs < STUCK_MS) {
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        waiting.sort((one, other) => one.atMs - other.atMs);
        calmTurns = isDiskBusy() ? 0 : calmTurns + 1;
        const next = state.isDone || calmTurns < CALM_TURNS ? undefined : waiting.shift();
        if (next === undefined) continue;
        calmTurns = 0;
        movedMs = performance.now();
        now = Math.max(now, next.atMs);
        next.wake();
      }
      if (!state.isDone) throw new Error("nobody waits, and it is not done");
      return watched;
    },
  };
}

const isDiskBusy = (): boolean => process.getActiveResourcesInfo().some((resource) => resource.startsWith("FSReq"));
