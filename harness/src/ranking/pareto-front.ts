export interface FrontAxis {
  /** Measured value; null: not on the chart. */
  readonly values: readonly (number | null)[];
  readonly direction: 'higher' | 'lower';
  /** Whether row a is proven better than b on this axis. */
  readonly isBetter: (a: number, b: number) => boolean;
}

function isAsGood({ values, direction }: FrontAxis, a: number, b: number): boolean {
  return direction === 'higher' ? values[a]! >= values[b]! : values[a]! <= values[b]!;
}

/**
 * The Pareto front with uncertainty. A row leaves the front only if another measured at least as good on every axis and is proven better on one: what
 * the tests cannot tell apart stays. So it holds every row of the plain front of measured values, and is never empty unless no row has a value on
 * every axis.
 */
export function paretoFront(rows: number, axes: readonly FrontAxis[]): boolean[] {
  const indices = Array.from({ length: rows }, (_, index) => index);
  const isMeasured = indices.map((row) =>
    axes.every(({ values }) => values[row] !== null && values[row] !== undefined),
  );
  return indices.map((row) => {
    if (!isMeasured[row]) return false;
    return !indices.some((other) => {
      if (other === row || !isMeasured[other]) return false;
      return axes.every((axis) => isAsGood(axis, other, row)) && axes.some((axis) => axis.isBetter(other, row));
    });
  });
}
