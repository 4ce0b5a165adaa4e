/** Every value that a printed figure, or arithmetic on printed figures, may stand for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export function exactly(value: number): Interval {
  return { low: value, high: value };
}

/** The smallest interval that holds all values. */
export function hull(...values: readonly number[]): Interval {
  return { low: Math.min(...values), high: Math.max(...values) };
}

export function add(a: Interval, b: Interval): Interval {
  return { low: a.low + b.low, high: a.high + b.high };
}

export function subtract(a: Interval, b: Interval): Interval {
  return { low: a.low - b.high, high: a.high - b.low };
}

export function multiply(a: Interval, b: Interval): Interval {
  return hull(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high);
}

/** Everything where the divisor may be zero: nothing can then be contradicted. */
export function divide(a: Interval, b: Interval): Interval {
  if (b.low <= 0 && b.high >= 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return hull(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high);
}
