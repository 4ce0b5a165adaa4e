import type { LatencyResult } from '@paretoboard/contract/record.js';
import { words } from '../messages/words';
import { milliseconds, millisecondsInterval } from './format';

/** How far the p50 could be elsewhere: the interval over starts, or with too few starts for one the range of their medians, in ms. */
export function latencySpread(latency: LatencyResult): { text: string; words: string } {
  const interval = millisecondsInterval(latency.p50MsLow, latency.p50MsHigh);
  const { chart: say, terms } = words();
  if (interval) return { text: interval, words: say.confident(interval, latency.starts) };
  if (latency.perStartP50Ms.length === 0) return { text: terms.noInterval, words: terms.noInterval };
  const lowest = milliseconds(Math.min(...latency.perStartP50Ms));
  const highest = milliseconds(Math.max(...latency.perStartP50Ms));
  const range = lowest === highest ? lowest : `${lowest}–${highest}`;
  return { text: range, words: say.range(range, latency.starts) };
}
