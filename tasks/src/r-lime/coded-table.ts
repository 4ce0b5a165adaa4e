/** A table of discretised features with a class of two: what a reader makes of a file. */
export interface CodedTable {
  /** [items, features] row-major. */
  readonly codes: Uint8Array;
  readonly labels: Uint8Array;
  /** Codes of each feature: 0 … levels − 1. */
  readonly levels: Uint8Array;
}

/** How one feature becomes a code. */
export interface Coding {
  readonly levels: number;
  code(value: number): number;
}

/** Code k: the value is larger than k of the edges. Edges that coincide are one. */
function byEdges(edges: readonly number[]): Coding {
  const distinct = [...new Set(edges)];
  return { levels: distinct.length + 1, code: (value) => distinct.filter((edge) => value > edge).length };
}

/** Quarters of the values: up to and including the lower, middle and upper quartile, and the rest. An edge that nothing exceeds makes no level. */
export function quartiles(values: Iterable<number>): Coding {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!;
  const largest = sorted.at(-1)!;
  return byEdges([at(0.25), at(0.5), at(0.75)].filter((edge) => edge < largest));
}

/** None (0), up to the median of the positive values, more. */
export function noneLowHigh(values: Iterable<number>): Coding {
  const positive = Float64Array.from([...values].filter((value) => value > 0)).sort();
  return byEdges([0, positive[Math.floor((positive.length - 1) / 2)] ?? 0]);
}

/** Codes every column. @param columns values by feature, then by row */
export function codeColumns(
  columns: readonly (readonly number[])[],
  codings: readonly Coding[],
  labels: Uint8Array,
): CodedTable {
  const features = columns.length;
  const codes = new Uint8Array(labels.length * features);
  columns.forEach((column, feature) => {
    for (let item = 0; item < labels.length; item++)
      codes[item * features + feature] = codings[feature]!.code(column[item]!);
  });
  return { codes, labels, levels: Uint8Array.from(codings, ({ levels }) => levels) };
}
