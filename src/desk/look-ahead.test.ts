import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookAhead } from "./look-ahead.ts";

const reach = { items: 4, weight: 100 };
const weigh = (): number => 1;
async function* from<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
async function all<Out>(ahead: { take(max: number): Promise<readonly Out[]> }, max: number): Promise<Out[]> {
  const taken: Out[] = [];
  for (;;) {
    const some = await ahead.take(max);
    if (some.length === 0) return taken;
    taken.push(...some);
  }
}

describe("look-ahead", () => {
  test("gives results in order however long each takes, at most so many at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5 }), async (scheduler, count, max) => {
        const items = Array.from({ length: count }, (_, index) => index);
        const ahead = lookAhead(from(items), (item) => scheduler.schedule(Promise.resolve(item)), reach, weigh);
        const taken = all(ahead, max);
        await scheduler.waitFor(taken);
        expect(await taken).toEqual(items);
      }),
    );
  });
  test.each([
    [{ items: 4, weight: 1000 }, 4],
    [{ items: 100, weight: 30 }, 3],
    [{ items: 100, weight: 1 }, 1],
  ])("with a reach of %j works on %i items at once, and goes on when results are taken", async (limit, expected) => {
    const finish: (() => void)[] = [];
    const work = (item: number): Promise<number> => new Promise((resolve) => finish.push(() => resolve(item)));
    const ahead = lookAhead(from(Array.from({ length: 50 }, (_, index) => index)), work, limit, () => 10);
    const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
    const first = ahead.take(1);
    await settled();
    expect(finish).toHaveLength(expected);
    finish[0]?.();
    expect(await first).toEqual([0]);
    void ahead.take(1);
    await settled();
    expect(finish).toHaveLength(expected + 1);
  });
  test("a result that is ready does not wait for the next item", async () => {
    async function* slow(): AsyncGenerator<string> {
      yield "first";
      await new Promise(() => {});
    }
    expect(await lookAhead(slow(), async (item) => item, reach, weigh).take(10)).toEqual(["first"]);
  });
  test("throws what the work or the source threw, after the results before it", async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error("source");
    }
    const source = lookAhead(broken(), async (item) => item, reach, weigh);
    expect(await source.take(10)).toEqual([1]);
    await expect(source.take(10)).rejects.toThrow("source");
    const work = lookAhead(from([1, 2]), async (item) => (item === 2 ? Promise.reject(new Error("work")) : item), reach, weigh);
    expect(await work.take(10)).toEqual([1]);
    await expect(work.take(10)).rejects.toThrow("work");
  });
});
