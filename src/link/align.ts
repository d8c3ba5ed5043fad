/** One step of an alignment of two lists: the same item, another item, or an item that one list has alone. */
export interface Step {
  /** Index in the first list; `null` when only the second has it. */
  readonly a: number | null;
  readonly b: number | null;
  readonly isSame: boolean;
}

/** How two lists fit. */
export interface Alignment {
  readonly steps: readonly Step[];
  /** A change, a lack and an addition cost 1 each. */
  readonly cost: number;
}

/** The best way to fit all of `a` to all of `b`. */
export const alignWhole = (a: readonly string[], b: readonly string[]): Alignment => {
  const table = costs(a, b, true);
  return { steps: trace(a, b, table, b.length), cost: table.at(-1) ?? 0 };
};

/**
 * The best place for all of `a` within `b`: what stands in `b` before and after costs nothing. `undefined` when nothing
 * fits.
 */
export function alignWithin(a: readonly string[], b: readonly string[]): Alignment | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const table = costs(a, b, false);
  const last = a.length * (b.length + 1);
  // Of places that cost the same, one that ends with the last item: it fits more of them.
  const costAt = (j: number): number => 2 * (table[last + j] ?? 0) + (j > 0 && b[j - 1] === a.at(-1) ? 0 : 1);
  let end = 0;
  for (let j = 1; j <= b.length; j++) if (costAt(j) < costAt(end)) end = j;
  const steps = trace(a, b, table, end).slice();
  while (steps[0]?.a === null) steps.shift();
  return steps.some(({ isSame }) => isSame) ? { steps, cost: table[last + end] ?? 0 } : undefined;
}

function costs(a: readonly string[], b: readonly string[], isWhole: boolean): Uint32Array {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  if (isWhole) for (let j = 1; j <= b.length; j++) table[j] = j;
  for (let i = 1; i <= a.length; i++) {
    table[i * width] = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = (table[(i - 1) * width + j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const lacking = (table[(i - 1) * width + j] ?? 0) + 1;
      const added = (table[i * width + j - 1] ?? 0) + 1;
      table[i * width + j] = Math.min(changed, lacking, added);
    }
  }
  return table;
}

function trace(a: readonly string[], b: readonly string[], table: Uint32Array, end: number): readonly Step[] {
  const width = b.length + 1;
  const steps: Step[] = [];
  let [i, j] = [a.length, end];
  while (i > 0 || (j > 0 && (table[j] ?? 0) > 0)) {
    const here = table[i * width + j] ?? 0;
    const isSame = i > 0 && j > 0 && a[i - 1] === b[j - 1];
    if (i > 0 && j > 0 && here === (table[(i - 1) * width + j - 1] ?? 0) + (isSame ? 0 : 1)) steps.push({ a: --i, b: --j, isSame });
    else if (i > 0 && here === (table[(i - 1) * width + j] ?? 0) + 1) steps.push({ a: --i, b: null, isSame: false });
    else steps.push({ a: null, b: --j, isSame: false });
  }
  return steps.reverse();
}

/** Runs of steps that are not the same. */
export function changedRuns(steps: readonly Step[]): readonly (readonly Step[])[] {
  const runs: Step[][] = [];
  let isOpen = false;
  for (const step of steps) {
    if (!step.isSame && isOpen) runs.at(-1)?.push(step);
    else if (!step.isSame) runs.push([step]);
    isOpen = !step.isSame;
  }
  return runs;
}
