/** How much what is called alike in a text weighs beside a place's own scores, in [0, 1]; chosen on the dev halves of GUM and EWT. */
const SHARED = 0.8;

/** Something with a type to be decided. */
export interface Typed {
  /** What it is called; nothing when it goes by itself. */
  readonly key: string | undefined;
  /** A logarithm of a chance for each type. */
  readonly scores: Float64Array;
}

/** The number of the likeliest type of each, what is called alike in a text being likely of one type. */
export function agreedTypes(all: readonly Typed[]): number[] {
  const sums = new Map<string, { readonly scores: Float64Array; count: number }>();
  for (const { key, scores } of all) {
    if (key === undefined) continue;
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { scores: scores.slice(), count: 1 });
    else {
      for (let type = 0; type < scores.length; type++) known.scores[type] = (known.scores[type] as number) + (scores[type] as number);
      known.count++;
    }
  }
  return all.map(({ key, scores }) => {
    const shared = key === undefined ? undefined : sums.get(key);
    const weighed = (type: number): number => {
      const own = scores[type] as number;
      return shared === undefined ? own : (1 - SHARED) * own + (SHARED * (shared.scores[type] as number)) / shared.count;
    };
    let best = 0;
    for (let type = 1; type < scores.length; type++) if (weighed(type) > weighed(best)) best = type;
    return best;
  });
}
