import { digits } from './check-relation.js';
import type { Verdict } from './finding.js';
import { halfUnit, type PrintedNumber } from './printed-number.js';

/**
 * Whether a share of right answers can have been measured on so many items: whether a whole number of them gives it, rounded to its printed
 * digits (GRIM, Brown and Heathers 2017).
 * @param scale 100 for percentages, 1 for shares
 * @param items at least 1
 * @returns null where some whole number rounds to it; `rounding` where one gives it only when cut off instead of rounded
 */
export function checkShareOfItems(share: PrintedNumber, items: number, scale: 1 | 100): Verdict | null {
  const half = halfUnit(share.decimals);
  const tolerance = 1e-9 * scale;
  const shareOf = (count: number): number => (count / items) * scale;
  const below = Math.floor((share.value / scale) * items + 1e-9);
  const candidates = [below, below + 1].filter((count) => count <= items);
  if (candidates.some((count) => Math.abs(shareOf(count) - share.value) <= half + tolerance)) return null;
  const neighbours = candidates.map((count) => `${count}/${items} = ${digits(shareOf(count))}`).join(', ');
  const cutOff = candidates.find((count) => {
    const excess = shareOf(count) - share.value;
    return excess > 0 && excess < 2 * half - tolerance;
  });
  if (cutOff === undefined) return { severity: 'contradiction', arithmetic: `printed ${share.text}; ${neighbours}` };
  const arithmetic = `printed ${share.text}; ${cutOff}/${items} = ${digits(shareOf(cutOff))}, cut off instead of rounded`;
  return { severity: 'rounding', arithmetic };
}
