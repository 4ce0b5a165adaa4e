import { plural } from '../../lib/format';

/** Charts: their legends, and what a screen reader says of them. */
export const chart = {
  againstLatency: (metric: string) => `${metric} against latency; the same figures stand in the table below`,
  spacedByError: ', spaced by error',
  latencyAxis: (scenario: string) => `← p50 latency (ms, log), ${scenario}`,
  nullModel: 'null model',
  floor: 'floor',
  printed: (value: string) => `paper ${value}`,
  printedOf: (value: string, method: string) => `paper ${value}, ${method}`,
  onFront: 'on the front',
  behindFront: 'behind the front',
  point: (letter: string, title: string, metric: string, value: string, p50: string, standing: string) =>
    `${letter}: ${title}, ${metric} ${value}, p50 ${p50} ms, ${standing}`,

  legendFront: 'on the Pareto front',
  legendBehind: 'another row is better in both',
  legendDots: 'rows of other pages',
  legendIntervals: '95 % intervals',
  legendClaims: 'printed in the paper',
  legendNullModel: 'null model: the cost of asking',
  legendFloor: (floor: string) =>
    `floor, ${floor} ms: no machine here can be faster; left of the chart where it has no line`,

  noFront: 'No row is on the Pareto front.',
  front: (points: readonly string[]) =>
    `On the front, fastest first: ${points.join(', ')}. No other row here is both better and faster than one of these.`,
  frontPoint: (letter: string, value: string, p50: string) => `${letter} (${value} in ${p50} ms)`,
  notDrawn: (rows: number) => `${plural(rows, 'row', 'rows')} without both figures not drawn.`,

  confident: (interval: string, starts: number) => `${interval} 95 % over ${plural(starts, 'start', 'starts')}`,
  range: (range: string, starts: number) => `${range} over ${plural(starts, 'start', 'starts')}, no interval`,
  curves: (starts: number, half: string, most: string) =>
    `${plural(starts, 'start', 'starts')}; half of the queries within ${half}, 99 % within ${most}.`,
  from: (low: string, high: string) => `${low} to ${high}`,
};
