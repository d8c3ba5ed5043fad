import type { Rows } from "./scores.ts";

/** A vector without its noughts: values, and the number of the matrix's row that each is for. */
export interface Vector {
  readonly values: Float64Array;
  readonly rows: Int32Array;
  length: number;
}

/** Room for a vector of at most so many values. */
export const vectorOf = (most: number): Vector => ({ values: new Float64Array(most), rows: new Int32Array(most), length: 0 });

/** Fills a vector with the columns of a row. */
export function copyRow(row: Float32Array, first: number, width: number, to: Vector): void {
  for (let i = 0; i < width; i++) {
    to.values[i] = row[first + i] as number;
    to.rows[i] = i;
  }
  to.length = width;
}

/** Fills a vector with relu(a + b + c), leaving noughts out. */
export function addPositive(
  a: Float32Array,
  atA: number,
  b: Float32Array,
  atB: number,
  c: Float64Array,
  atC: number,
  width: number,
  to: Vector,
): void {
  let length = 0;
  for (let i = 0; i < width; i++) {
    const value = (a[atA + i] as number) + (b[atB + i] as number) + (c[atC + i] as number);
    to.values[length] = value;
    to.rows[length] = i;
    if (value > 0) length++;
  }
  to.length = length;
}

/** Writes some columns of some rows as a matrix of columns × rows, in 64 bits. */
export function copyTransposed({ values, starts }: Rows, places: Int32Array, first: number, width: number, to: Float64Array): void {
  const count = places.length;
  for (let at = 0; at < count; at++) {
    const from = (starts[places[at] as number] as number) + first;
    for (let i = 0, out = at; i < width; i++, out += count) to[out] = values[from + i] as number;
  }
}

/** Sets `out` to the product of a vector and a matrix of rows of `count` columns: four columns at a time, so that a value is loaded once for four. */
export function multiply(vector: Vector, matrix: Float64Array, count: number, out: Float64Array): void {
  const { values, rows, length } = vector;
  let column = 0;
  for (; column + 4 <= count; column += 4) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let i = 0; i < length; i++) {
      const value = values[i] as number;
      const from = (rows[i] as number) * count + column;
      sum0 += value * (matrix[from] as number);
      sum1 += value * (matrix[from + 1] as number);
      sum2 += value * (matrix[from + 2] as number);
      sum3 += value * (matrix[from + 3] as number);
    }
    out[column] = sum0;
    out[column + 1] = sum1;
    out[column + 2] = sum2;
    out[column + 3] = sum3;
  }
  for (; column < count; column++) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += (values[i] as number) * (matrix[(rows[i] as number) * count + column] as number);
    out[column] = sum;
  }
}
