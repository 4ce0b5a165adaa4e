import { scaleLinear, scaleLog } from 'd3-scale';

/** A vertical axis: maps metric values to pixels, and names the values to mark. */
export interface Axis {
  readonly position: (value: number) => number;
  readonly ticks: readonly number[];
  /** `error-log`: distances are ratios of 100 − value, so that 97 % and 99 % lie apart although a floor stands at 3 %. */
  readonly kind: 'linear' | 'log' | 'error-log';
}

export interface AxisData {
  /** Values and interval ends that must lie inside. */
  values: readonly number[];
  unit: string;
  direction: 'higher' | 'lower';
  /** Pixel positions of the worst and the best end. */
  range: readonly [worst: number, best: number];
  tickCount: number;
}

const errorTicks = [0, 50, 80, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.98, 99.99];

/** Whether heights are spaced by the logarithm of the error; see {@link valueAxis}. */
export function isSpacedByError({ values, unit, direction }: Pick<AxisData, 'values' | 'unit' | 'direction'>): boolean {
  return unit === '%' && direction === 'higher' && Math.min(...values) < 60 && Math.max(...values) > 85;
}

/**
 * Linear, unless a percentage has both a floor row far below and rows near 100: then by the logarithm of the error.
 * `higher` puts the largest value at the best end, `lower` the smallest.
 */
export function valueAxis(data: AxisData): Axis {
  const low = Math.min(...data.values);
  const high = Math.max(...data.values);
  if (isSpacedByError(data)) return errorLogAxis(low, high, data.range);
  const margin = Math.max(high - low, leastSpread(low, high, data.unit)) * 0.08;
  const ends = data.unit === '%' ? clampPercent(low - margin, high + margin) : [low - margin, high + margin];
  const domain = data.direction === 'higher' ? ends : [...ends].reverse();
  const scale = scaleLinear(domain, data.range as [number, number]);
  return { position: scale, ticks: scale.ticks(data.tickCount), kind: 'linear' };
}

/** Values that are all but equal still get an axis with room around them, and with marks that can be read: also where all are 0. */
function leastSpread(low: number, high: number, unit: string): number {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size > 1e-6) return size * 0.01;
  return unit === '%' ? 10 : 0.1;
}

function clampPercent(low: number, high: number): number[] {
  return [Math.max(0, low), Math.min(100, high)];
}

function errorLogAxis(low: number, high: number, range: readonly [number, number]): Axis {
  const worstError = Math.min(100, (100 - low) * 1.15);
  const bestError = Math.max(0.005, (100 - high) / 1.35);
  const scale = scaleLog([worstError, bestError], range as [number, number]).clamp(true);
  const inside = errorTicks.filter((tick) => 100 - tick <= worstError && 100 - tick >= bestError);
  return { position: (value) => scale(100 - value), ticks: inside, kind: 'error-log' };
}
