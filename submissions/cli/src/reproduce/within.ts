import type { BenchmarkRecord, LatencyResult } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';

/** A figure that was published, and the same measured again. */
export interface ReproducedFigure {
  /** `accuracy`, `single-stream p50Ms` … */
  readonly id: string;
  readonly unit: string;
  readonly published: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly found: number | null;
  /** null where nothing can be said: no interval was published, or nothing was measured. */
  readonly within: boolean | null;
  /** Latencies of another machine or runtime are shown and decide nothing. */
  readonly decides: boolean;
}

export interface Reproduction {
  readonly ok: boolean;
  /** The same code by digest. */
  readonly sameSubmission: boolean;
  /** The same device class, processor, card and runtime. */
  readonly sameMachine: boolean;
  readonly figures: readonly ReproducedFigure[];
}

type Bounded = Pick<ReproducedFigure, 'published' | 'low' | 'high' | 'found'>;

/** An interval says how far a mean may move; a figure that cannot move (100 of 100 items) still may by rounding. */
function isWithin({ published, low, high, found }: Bounded): boolean | null {
  if (published === null || found === null || low === null || high === null) return null;
  const rounding = 1e-9 * Math.max(1, Math.abs(published));
  return found >= low - rounding && found <= high + rounding;
}

function metricFigures(published: BenchmarkRecord, again: BenchmarkRecord): ReproducedFigure[] {
  return published.metrics.map(({ id, unit, value, low, high }) => {
    const found = again.metrics.find((metric) => metric.id === id)?.value ?? null;
    const bounds = { published: value, low, high, found };
    return { id, unit, ...bounds, within: isWithin(bounds), decides: true };
  });
}

const percentiles = ['p50Ms', 'p90Ms', 'p99Ms'] as const;

function latencyFigures(
  scenario: string,
  published: LatencyResult,
  again: LatencyResult | undefined,
): Omit<ReproducedFigure, 'decides'>[] {
  return percentiles.map((name) => {
    const bounds = {
      published: published[name],
      low: published[`${name}Low`],
      high: published[`${name}High`],
      found: again?.[name] ?? null,
    };
    return { id: `${scenario} ${name}`, unit: 'ms', ...bounds, within: isWithin(bounds) };
  });
}

function isSameMachine(a: BenchmarkRecord, b: BenchmarkRecord): boolean {
  const identity = ({ machine: { deviceClass, cpuModel, gpu }, runtime }: BenchmarkRecord): string =>
    JSON.stringify([deviceClass, cpuModel, gpu, runtime.name, runtime.version]);
  return identity(a) === identity(b);
}

/** Whether what was measured again lies within the intervals that were published. */
export function reproduction(published: BenchmarkRecord, again: BenchmarkRecord): Reproduction {
  const sameMachine = isSameMachine(published, again);
  const sameSubmission = published.submission.digest === again.submission.digest;
  const latencies = (Object.entries(published.latency) as [Scenario, LatencyResult][]).flatMap(([scenario, result]) =>
    latencyFigures(scenario, result, again.latency[scenario]).map((figure) => ({ ...figure, decides: sameMachine })),
  );
  const figures = [...metricFigures(published, again), ...latencies];
  const deciding = figures.filter(({ decides, within }) => decides && within !== null);
  const isInside = deciding.length > 0 && deciding.every(({ within }) => within);
  return {
    ok: sameSubmission && again.verdict === published.verdict && isInside,
    sameSubmission,
    sameMachine,
    figures,
  };
}
