import { z } from 'zod';

/** A whole number of a query, in decimal digits alone: `1e3`, ` 7` and an empty value are none. */
export function queryInteger(least: number, most: number) {
  return z
    .string()
    .regex(/^-?\d{1,10}$/, 'expected a whole number')
    .transform(Number)
    .pipe(z.number().int().min(least).max(most));
}
