/** Results in the order of their inputs, while later inputs are already being worked on. */
export interface LookAhead<Out> {
  /** Waits for the next result, and gives with it those after it that are ready, at most `max`; empty at the end. */
  take(max: number): Promise<readonly Out[]>;
}

/** How far the work may run ahead of the reader. */
export interface Reach {
  readonly items: number;
  /** The sum of `weigh` over the items that are being worked on or wait to be taken. */
  readonly weight: number;
}

interface Slot<Out> {
  readonly weight: number;
  result?: { readonly value: Out } | { readonly thrown: unknown };
}

/**
 * Starts `work` on items as they come, up to `reach`, and gives the results in order. A result that is ready never
 * waits for an item that has not come yet, and an item is asked for only when there is room, so that a slow reader
 * holds back the source. What `work` or the source throws is thrown in its place.
 */
export function lookAhead<In, Out>(
  source: AsyncIterable<In>,
  work: (item: In) => Promise<Out>,
  reach: Reach,
  weigh: (item: In) => number,
): LookAhead<Out> {
  const iterator = source[Symbol.asyncIterator]();
  const slots: Slot<Out>[] = [];
  let state: "idle" | "asking" | "ended" = "idle";
  let changed = Promise.withResolvers<void>();
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const hasRoom = (): boolean =>
    slots.length === 0 || (slots.length < reach.items && slots.reduce((sum, { weight }) => sum + weight, 0) < reach.weight);

  async function start(slot: Slot<Out>, item: In): Promise<void> {
    try {
      slot.result = { value: await work(item) };
    } catch (thrown) {
      slot.result = { thrown };
    }
    tell();
  }

  async function ask(): Promise<void> {
    while (state === "idle" && hasRoom()) {
      state = "asking";
      try {
        const next = await iterator.next();
        state = next.done === true ? "ended" : "idle";
        if (next.done !== true) {
          const slot: Slot<Out> = { weight: weigh(next.value) };
          slots.push(slot);
          void start(slot, next.value);
        }
      } catch (thrown) {
        state = "ended";
        slots.push({ weight: 0, result: { thrown } });
      }
      tell();
    }
  }

  return {
    take: async (max) => {
      for (;;) {
        const change = changed.promise;
        void ask();
        const taken: Out[] = [];
        while (taken.length < max) {
          const result = slots[0]?.result;
          if (result === undefined) break;
          if ("thrown" in result && taken.length > 0) break;
          slots.shift();
          if ("thrown" in result) throw result.thrown;
          taken.push(result.value);
        }
        if (taken.length > 0 || (state === "ended" && slots.length === 0)) return taken;
        await change;
      }
    },
  };
}
