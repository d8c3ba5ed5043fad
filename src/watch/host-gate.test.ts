import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fakeClock } from "../../test/support/fake-clock.ts";
import { createHostGate, type Pace } from "./host-gate.ts";

interface Asked {
  readonly host: string;
  readonly beginMs: number;
  endMs: number;
}

/** Runs requests through a gate: who asks whom after how long, and how long the answer takes. */
async function run(
  requests: readonly { readonly host: string; readonly afterMs: number; readonly takesMs: number }[],
  pace: Pace,
): Promise<readonly Asked[]> {
  const clock = fakeClock(0);
  const gate = createHostGate(clock);
  const asked: Asked[] = [];
  const all = requests.map(async ({ host, afterMs, takesMs }) => {
    await clock.wait(afterMs);
    const leave = await gate.enter(host, pace);
    const mine: Asked = { host, beginMs: clock.now(), endMs: Number.POSITIVE_INFINITY };
    asked.push(mine);
    await clock.wait(takesMs);
    mine.endMs = clock.now();
    leave();
    leave();
  });
  await clock.runUntil(Promise.all(all));
  return asked;
}

test("requests of one host begin one gap after the last has ended", async () => {
  const asked = await run(
    Array.from({ length: 4 }, () => ({ host: "a", afterMs: 0, takesMs: 10 })),
    { gapMs: 1000, concurrency: 1 },
  );
  expect(asked.map(({ beginMs }) => beginMs)).toEqual([0, 1010, 2020, 3030]);
});

test("a slow host is not asked before it has answered", async () => {
  const asked = await run(
    Array.from({ length: 3 }, () => ({ host: "a", afterMs: 0, takesMs: 5000 })),
    { gapMs: 1000, concurrency: 1 },
  );
  expect(asked.map(({ beginMs }) => beginMs)).toEqual([0, 6000, 12_000]);
});

test("hosts do not wait for each other", async () => {
  const asked = await run(
    ["a", "b", "c"].map((host) => ({ host, afterMs: 0, takesMs: 5000 })),
    { gapMs: 1000, concurrency: 1 },
  );
  expect(asked.map(({ beginMs }) => beginMs)).toEqual([0, 0, 0]);
});

test("a host that rests is asked after its rest", async () => {
  const clock = fakeClock(0);
  const gate = createHostGate(clock);
  gate.rest("a", 60_000);
  gate.rest("a", 30_000);
  expect([gate.restsUntil("a"), gate.restsUntil("b")]).toEqual([60_000, 0]);
  await clock.runUntil(gate.enter("a", { gapMs: 0, concurrency: 1 }));
  expect([clock.now(), gate.restsUntil("a")]).toEqual([60_000, 0]);
});

test("a rest that begins while others wait holds for them", async () => {
  const clock = fakeClock(0);
  const gate = createHostGate(clock);
  const pace = { gapMs: 1000, concurrency: 1 };
  (await gate.enter("a", pace))();
  const second = gate.enter("a", pace);
  gate.rest("a", 90_000);
  await clock.runUntil(second);
  expect(clock.now()).toBe(90_000);
});

test("whoever asks whom and however long it takes, no host is asked more often than its pace", async () => {
  const request = fc.record({ host: fc.constantFrom("a", "b", "c"), afterMs: fc.nat(5000), takesMs: fc.nat(3000) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { maxLength: 30 }),
      fc.nat(2000),
      fc.integer({ min: 1, max: 3 }),
      async (requests, gapMs, concurrency) => {
        const asked = await run(requests, { gapMs, concurrency });
        expect(asked).toHaveLength(requests.length);
        for (const host of ["a", "b", "c"]) {
          const mine = asked.filter((one) => one.host === host).toSorted((one, other) => one.beginMs - other.beginMs);
          for (const [index, { beginMs }] of mine.entries()) {
            if (index > 0) expect(beginMs - (mine[index - 1]?.beginMs ?? 0)).toBeGreaterThanOrEqual(gapMs);
            expect(mine.slice(0, index).filter((other) => other.endMs > beginMs).length).toBeLessThan(concurrency);
          }
        }
      },
    ),
    { numRuns: 100 },
  );
});
