/**
 * The weight of the heaviest one-to-one matching of rows to columns, none of them negative: the Hungarian method, in
 * time cubic in the larger side.
 */
export function heaviestMatching(weights: readonly (readonly number[])[]): number {
  const size = Math.max(weights.length, ...weights.map(({ length }) => length));
  if (!Number.isFinite(size) || size === 0) return 0;
  const cost = (row: number, column: number): number => -(weights[row - 1]?.[column - 1] ?? 0);
  const [ofRow, ofColumn] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  const matched = new Int32Array(size + 1);
  for (let row = 1; row <= size; row++) augment(row, size, cost, { ofRow, ofColumn, matched });
  let sum = 0;
  for (let column = 1; column <= size; column++) sum -= cost(matched[column] ?? 0, column);
  return sum;
}

interface State {
  readonly ofRow: Float64Array;
  readonly ofColumn: Float64Array;
  /** For each column its row, both from 1; 0 where it has none. */
  readonly matched: Int32Array;
}

const at = (values: Float64Array | Int32Array, index: number): number => values[index] ?? 0;

/** Finds a column for one more row along the cheapest path of exchanges. */
function augment(row: number, size: number, cost: (row: number, column: number) => number, { ofRow, ofColumn, matched }: State): void {
  const slack = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(size + 1);
  const used = new Uint8Array(size + 1);
  let column = 0;
  matched[0] = row;
  do {
    used[column] = 1;
    const here = at(matched, column);
    let [least, next] = [Number.POSITIVE_INFINITY, 0];
    for (let other = 1; other <= size; other++) {
      if (used[other]) continue;
      const rest = cost(here, other) - at(ofRow, here) - at(ofColumn, other);
      if (rest < at(slack, other)) {
        slack[other] = rest;
        before[other] = column;
      }
      if (at(slack, other) < least) [least, next] = [at(slack, other), other];
    }
    for (let other = 0; other <= size; other++)
      if (used[other]) {
        ofRow[at(matched, other)] = at(ofRow, at(matched, other)) + least;
        ofColumn[other] = at(ofColumn, other) - least;
      } else slack[other] = at(slack, other) - least;
    column = next;
  } while (at(matched, column) !== 0);
  while (column !== 0) {
    const other = at(before, column);
    matched[column] = at(matched, other);
    column = other;
  }
}
