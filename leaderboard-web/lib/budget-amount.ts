import type { Budget } from '@paretoboard/contract/budget.js';
import { words } from '../messages/words';
import { bytes, count, duration, milliseconds, missing } from './format';

/** An amount of a budget with its unit in words a person reads. */
export function budgetAmount(value: number | null, unit: Budget['unit']): string {
  if (value === null) return missing;
  if (unit === 's') return duration(value);
  if (unit === 'B') return bytes(value);
  if (unit === 'ms') return `${milliseconds(value)} ms`;
  return `${count(value)} ${words().terms.units[unit]}`;
}
