import { scaleLinear, scaleLog } from 'd3-scale';
import type { Axis } from './value-axis';

const leadingDigits = [1, 2, 5];
const fewestTicks = 3;

/** A logarithmic axis in milliseconds; ticks at 1, 2 and 5 of each decade, thinned to `tickCount`. */
export function latencyAxis(values: readonly number[], range: readonly [number, number], tickCount: number): Axis {
  const low = Math.min(...values) / 1.35;
  const high = Math.max(...values) * 1.35;
  const scale = scaleLog([low, high], range as [number, number]);
  return { position: scale, ticks: latencyTicks(low, high, tickCount), kind: 'log' };
}

/**
 * Round values inside [low, high]: 1-2-5 steps where they fit, else whole decades, else every second, third … decade; evenly spaced ones where
 * the range is too short for that.
 */
export function latencyTicks(low: number, high: number, tickCount: number): number[] {
  const firstDecade = Math.floor(Math.log10(low));
  const lastDecade = Math.ceil(Math.log10(high));
  const decades = Array.from({ length: lastDecade - firstDecade + 1 }, (_, index) => firstDecade + index);
  const inside = (value: number) => value >= low && value <= high;
  const powerOfTen = (exponent: number) => Number(`1e${exponent}`);
  const fine = decades.flatMap((decade) => leadingDigits.map((digit) => Number(`${digit}e${decade}`))).filter(inside);
  if (fine.length < fewestTicks) return scaleLinear([low, high], [0, 1]).ticks(Math.min(tickCount, 5));
  if (fine.length <= tickCount) return fine;
  const coarse = decades.map(powerOfTen).filter(inside);
  const step = Math.ceil(coarse.length / tickCount);
  return coarse.filter((_, index) => index % step === 0);
}
