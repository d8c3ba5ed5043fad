/** The clock that a gate lives by; tests pass one of their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

/** How often one host may be asked. */
export interface Pace {
  /** Milliseconds from the last time that a request began or ended to the beginning of the next, so that the host sees at least these. */
  readonly gapMs: number;
  /** Requests under way at once. */
  readonly concurrency: number;
}

/** Holds requests back so that no host is asked more often than its pace, however many ask for it. */
export interface HostGate {
  /** Waits for a turn, first come first served; the function that it gives ends the turn and may be called twice. */
  enter(host: string, pace: Pace): Promise<() => void>;
  /** Nothing is asked of the host before this time, in milliseconds since 1970. */
  rest(host: string, untilMs: number): void;
  /** Until when the host rests; 0 when it does not. */
  restsUntil(host: string): number;
}

interface HostState {
  running: number;
  lastMs: number;
  restUntilMs: number;
  /** The turn of the one who came last, so that turns are taken one after another. */
  queue: Promise<void>;
  /** Called when a request ends. */
  freed: () => void;
}

export function createHostGate(clock: Clock): HostGate {
  const hosts = new Map<string, HostState>();
  const stateOf = (host: string): HostState => {
    const known = hosts.get(host);
    if (known !== undefined) return known;
    const fresh: HostState = {
      running: 0,
      lastMs: Number.NEGATIVE_INFINITY,
      restUntilMs: 0,
      queue: Promise.resolve(),
      freed: () => {},
    };
    hosts.set(host, fresh);
    return fresh;
  };

  async function turn(state: HostState, pace: Pace): Promise<void> {
    for (;;) {
      const leftMs = Math.max(state.lastMs + pace.gapMs, state.restUntilMs) - clock.now();
      if (leftMs > 0) await clock.wait(leftMs);
      else if (state.running >= Math.max(1, pace.concurrency)) {
        await new Promise<void>((resolve) => {
          state.freed = resolve;
        });
      } else break;
    }
    state.running++;
    state.lastMs = clock.now();
  }

  return {
    enter: async (host, pace) => {
      const state = stateOf(host);
      const mine = state.queue.then(() => turn(state, pace));
      state.queue = mine.catch(() => {});
      await mine;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        state.running--;
        state.lastMs = clock.now();
        state.freed();
      };
    },
    rest: (host, untilMs) => {
      const state = stateOf(host);
      state.restUntilMs = Math.max(state.restUntilMs, untilMs);
    },
    restsUntil: (host) => {
      const untilMs = hosts.get(host)?.restUntilMs ?? 0;
      return untilMs > clock.now() ? untilMs : 0;
    },
  };
}
