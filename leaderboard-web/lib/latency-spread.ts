import type { LatencyResult } from '@paretoboard/contract/record.js';
import { milliseconds, millisecondsInterval, plural } from './format';

/** How far the p50 could be elsewhere: the interval over starts, or with too few starts for one the range of their medians, in ms. */
export function latencySpread(latency: LatencyResult): { text: string; words: string } {
  const interval = millisecondsInterval(latency.p50MsLow, latency.p50MsHigh);
  if (interval) return { text: interval, words: `${interval} 95 % over ${plural(latency.starts, 'start')}` };
  if (latency.perStartP50Ms.length === 0) return { text: 'no interval', words: 'no interval' };
  const lowest = milliseconds(Math.min(...latency.perStartP50Ms));
  const highest = milliseconds(Math.max(...latency.perStartP50Ms));
  const range = lowest === highest ? lowest : `${lowest}–${highest}`;
  return { text: range, words: `${range} over ${plural(latency.starts, 'start')}, no interval` };
}
