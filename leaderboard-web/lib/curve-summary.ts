import type { LatencyCurves } from '@paretoboard/contract/latency-curves.js';
import { words } from '../messages/words';
import { milliseconds } from './format';

/** A chart of latencies in words: `2 starts; half of the queries within 1.2 to 1.3 ms, 99 % within 4.0 to 6.1 ms.` */
export function curveSummary({ starts, probabilities }: LatencyCurves): string {
  const say = words().chart;
  const within = (share: number) => {
    const index = probabilities.indexOf(share);
    const values = starts.map(({ quantilesMs }) => quantilesMs[index]!);
    const [low, high] = [milliseconds(Math.min(...values)), milliseconds(Math.max(...values))];
    return `${low === high ? low : say.from(low, high)} ms`;
  };
  return say.curves(starts.length, within(0.5), within(0.99));
}
