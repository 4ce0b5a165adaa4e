import type { Verdict } from './finding.js';
import type { Interval } from './interval.js';
import type { PrintedNumber } from './printed-number.js';

/** Values that a figure of a kind can have. */
export const bounds = {
  percent: { low: 0, high: 100 },
  share: { low: 0, high: 1 },
  correlation: { low: -1, high: 1 },
  nonnegative: { low: 0, high: Number.POSITIVE_INFINITY },
} as const satisfies Readonly<Record<string, Interval>>;
export type Quantity = keyof typeof bounds;

export const quantityNames: Readonly<Record<Quantity, string>> = {
  percent: 'a percentage',
  share: 'a share',
  correlation: 'a correlation',
  nonnegative: 'an error, a cost or another figure of at least 0',
};

/** Whether a figure lies where figures of its kind can lie. */
export function checkBounds(figure: PrintedNumber, quantity: Quantity): Verdict | null {
  const { low, high } = bounds[quantity];
  if (figure.value >= low && figure.value <= high) return null;
  const range = Number.isFinite(high) ? `between ${low} and ${high}` : `at least ${low}`;
  return { severity: 'contradiction', arithmetic: `printed ${figure.text}; ${quantityNames[quantity]} is ${range}` };
}
