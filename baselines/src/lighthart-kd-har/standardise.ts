/** Per column: what to subtract, and what to divide by. */
export interface Scaling {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** Mean and standard deviation of each of `columns` columns of rows; a constant column is divided by 1. */
export function fitScaling(rows: Float32Array, columns: number): Scaling {
  const mean = new Float32Array(columns);
  const deviation = new Float32Array(columns);
  const count = rows.length / columns;
  const [sum, squares] = [new Float64Array(columns), new Float64Array(columns)];
  for (let index = 0; index < rows.length; index++) sum[index % columns]! += rows[index]!;
  for (let index = 0; index < rows.length; index++)
    squares[index % columns]! += (rows[index]! - sum[index % columns]! / count) ** 2;
  for (let column = 0; column < columns; column++) {
    mean[column] = sum[column]! / count;
    deviation[column] = Math.sqrt(squares[column]! / count) || 1;
  }
  return { mean, deviation };
}

/** A scaled copy of rows. */
export function applyScaling({ mean, deviation }: Scaling, rows: Float32Array): Float32Array {
  const columns = mean.length;
  return rows.map((value, index) => (value - mean[index % columns]!) / deviation[index % columns]!);
}
