import { UsageError } from './usage-error.js';

/** Parser of an option: a whole number of at least `minimum`. @throws UsageError */
export function wholeNumber(minimum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= minimum) return value;
    throw new UsageError(`expected a whole number of at least ${minimum}, found "${text}"`);
  };
}
