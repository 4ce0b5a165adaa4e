import type { Interval } from './interval.js';

/** A figure as it stands on paper: its digits say how far it was rounded. */
export interface PrintedNumber {
  readonly text: string;
  readonly value: number;
  /** Digits after the point, less the exponent; negative for `1e3`. */
  readonly decimals: number;
  /** What rounds to it. Integers are counts, and exact, unless marked as rounded. */
  readonly range: Interval;
}

const pattern = /^[+-]?\d+(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** Half a unit in the last printed place. */
export function halfUnit(decimals: number): number {
  return 0.5 * 10 ** -decimals;
}

/**
 * @param rounded whether an integer was rounded to the unit, rather than counted
 * @returns null where the text is no number
 */
export function printedNumber(text: string, rounded = false): PrintedNumber | null {
  const clean = text.replace(/(\d),(?=\d{3}(?:\D|$))/g, '$1').replace('−', '-');
  const match = pattern.exec(clean);
  if (!match) return null;
  const value = Number(clean);
  const decimals = (match[1]?.length ?? 0) - Number(match[2] ?? 0);
  const half = decimals > 0 || rounded ? halfUnit(decimals) : 0;
  return { text: clean, value, decimals, range: { low: value - half, high: value + half } };
}
