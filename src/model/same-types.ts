/** How much what is called alike in a text weighs beside a place's own chances, in [0, 1]; chosen on the dev halves of GUM and EWT. */
const SHARED = 0.9;

/** Something with a type to be decided. */
export interface Typed {
  /** What it is called; nothing when it goes by itself. */
  readonly key: string | undefined;
  /** The chance of each type. */
  readonly chances: Float64Array;
}

/** The number of the likeliest type of each, what is called alike in a text being likely of one type. */
export function agreedTypes(all: readonly Typed[]): number[] {
  const sums = new Map<string, { readonly chances: Float64Array; count: number }>();
  for (const { key, chances } of all) {
    if (key === undefined) continue;
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { chances: chances.slice(), count: 1 });
    else {
      for (let type = 0; type < chances.length; type++) known.chances[type] = (known.chances[type] as number) + (chances[type] as number);
      known.count++;
    }
  }
  return all.map(({ key, chances }) => {
    const shared = key === undefined ? undefined : sums.get(key);
    const weighed = (type: number): number => {
      const own = chances[type] as number;
      return shared === undefined ? own : (1 - SHARED) * own + (SHARED * (shared.chances[type] as number)) / shared.count;
    };
    let best = 0;
    for (let type = 1; type < chances.length; type++) if (weighed(type) > weighed(best)) best = type;
    return best;
  });
}
