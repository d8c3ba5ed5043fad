/** Hits, and what either side has: enough for precision, recall and F1 over many documents. */
export interface Count {
  readonly hit: number;
  readonly gold: number;
  readonly ours: number;
}

export const NOTHING: Count = { hit: 0, gold: 0, ours: 0 };

export const plus = (a: Count, b: Count): Count => ({ hit: a.hit + b.hit, gold: a.gold + b.gold, ours: a.ours + b.ours });

/** F1 in [0, 1]; 0 when neither side has anything. */
export const f1Of = ({ hit, gold, ours }: Count): number => (gold + ours === 0 ? 0 : (2 * hit) / (gold + ours));

/** Counts over two lists of keys, taken as sets. */
export function countKeys(gold: Iterable<string | number>, ours: Iterable<string | number>): Count {
  const [wanted, found] = [new Set(gold), new Set(ours)];
  return { hit: [...found].filter((key) => wanted.has(key)).length, gold: wanted.size, ours: found.size };
}

/** Adds the counts of one document, name by name. */
export function addCounts<Name extends string>(totals: Map<Name, Count>, counts: Readonly<Partial<Record<Name, Count>>>): void {
  for (const [name, count] of Object.entries(counts) as [Name, Count][]) totals.set(name, plus(totals.get(name) ?? NOTHING, count));
}
