import type {
  TelemetrySample,
  TelemetrySource,
  TelemetrySourceId,
  TelemetrySummary,
  TimedWindow,
} from '@paretoboard/contract/telemetry.js';
import { disturbedShare, findDisturbances, overlaps } from './disturbances.js';
import { telemetryIntervalMs } from './telemetry.js';

export interface SummaryOptions {
  readonly samples: readonly TelemetrySample[];
  readonly sources: readonly TelemetrySource[];
  readonly windows: readonly TimedWindow[];
  /** Of the machine. */
  readonly cores: number;
  /** Whether disturbed latencies are left out of the figures. */
  readonly voids: boolean;
}

interface Range {
  readonly lowest: number;
  readonly mean: number;
  readonly highest: number;
}

/** @returns null where nothing was told; the mean is over samples, which are about equally long */
function rangeOf(values: readonly (number | null | undefined)[]): Range | null {
  const told = values.filter((value) => value !== null && value !== undefined);
  if (told.length === 0) return null;
  const mean = told.reduce((sum, value) => sum + value, 0) / told.length;
  return { lowest: Math.min(...told), mean, highest: Math.max(...told) };
}

function sumOf(values: readonly (number | null)[]): number | null {
  const told = values.filter((value) => value !== null);
  return told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0);
}

const sourceOf: Readonly<Record<string, TelemetrySourceId>> = {
  ownCores: 'own-processes',
  foreignCores: 'processor-time',
  stolenCores: 'processor-time',
  frequencyMHz: 'cpu-frequency',
  cpuPressure: 'cpu-pressure',
  throttleEvents: 'thermal-throttling',
  quotaThrottledMs: 'control-group-quota',
  gpuClockMHz: 'nvidia-card',
  gpuPowerWatts: 'nvidia-card',
  gpuTemperatureCelsius: 'nvidia-card',
};

function reasonsFor(figures: Record<string, unknown>, { sources, windows }: SummaryOptions): Record<string, string> {
  const missing = Object.entries(sourceOf).filter(([field]) => figures[field] === null);
  return Object.fromEntries(
    missing.map(([field, id]) => {
      if (windows.length === 0) return [field, 'nothing was timed'];
      const source = sources.find((candidate) => candidate.id === id);
      return [field, source?.reason ?? 'not read within the timed windows'];
    }),
  );
}

/** What the record says of the machine while queries were timed. Pure: `verify` can call it again on the stored samples. */
export function summariseTelemetry(options: SummaryOptions): TelemetrySummary {
  const { samples, sources, windows, cores, voids } = options;
  const timed = samples.filter(({ atMs, intervalMs }) =>
    windows.some((window) => overlaps(window, { fromMs: atMs - intervalMs, toMs: atMs })),
  );
  const cards = timed.flatMap(({ gpus }) => gpus ?? []);
  const disturbances = findDisturbances(samples, windows, cores);
  const figures = {
    ownCores: rangeOf(timed.map((sample) => sample.ownCores)),
    foreignCores: rangeOf(timed.map((sample) => sample.foreignCores)),
    stolenCores: rangeOf(timed.map((sample) => sample.stolenCores)),
    frequencyMHz: rangeOf(timed.map((sample) => sample.frequencyMHz?.mean)),
    cpuPressure: rangeOf(timed.map((sample) => sample.cpuPressure)),
    throttleEvents: sumOf(timed.map((sample) => sample.throttleEvents)),
    quotaThrottledMs: sumOf(timed.map((sample) => sample.quotaThrottledMs)),
    gpuClockMHz: rangeOf(cards.map((card) => card.clockMHz)),
    gpuPowerWatts: rangeOf(cards.map((card) => card.powerWatts)),
    gpuTemperatureCelsius: rangeOf(cards.map((card) => card.temperatureCelsius)),
  };
  const shares = windows.map((window) => disturbedShare(window, disturbances));
  return {
    samples: samples.length,
    intervalMs: telemetryIntervalMs,
    sources: [...sources],
    windows: [...windows],
    ...figures,
    disturbances,
    voids,
    largestDisturbedShare: shares.length === 0 ? null : Math.max(...shares),
    reasons: reasonsFor(figures, options),
  };
}

export interface Energy {
  readonly energyJoules: number | null;
  readonly energyReason?: string;
}

/**
 * Energy over the timed windows, the whole device's with the harness included: an interval that a window covers in part counts in part. A sum that
 * lacks one of the devices at work would mislead, so then there is none.
 */
export function timedEnergy({ samples, sources, windows }: Omit<SummaryOptions, 'cores' | 'voids'>): Energy {
  if (windows.length === 0) return { energyJoules: null, energyReason: 'nothing was timed' };
  const has = (id: TelemetrySourceId): TelemetrySource | undefined => sources.find((source) => source.id === id);
  const needed: TelemetrySourceId[] = [
    'cpu-energy',
    ...(has('nvidia-card')?.available ? (['nvidia-energy'] as const) : []),
  ];
  for (const id of needed)
    if (!has(id)?.available) return { energyJoules: null, energyReason: has(id)?.reason ?? 'telemetry did not run' };
  const energyJoules = samples.reduce((sum, { atMs, intervalMs, cpuJoules, gpuJoules }) => {
    const interval = { fromMs: atMs - intervalMs, toMs: atMs };
    return sum + ((cpuJoules ?? 0) + (gpuJoules ?? 0)) * disturbedShare(interval, windows);
  }, 0);
  return { energyJoules };
}
