import type { Disturbance, DisturbanceCode, TelemetrySample, TimedWindow } from '@paretoboard/contract/telemetry.js';

/** Shorter intervals hold too few clock ticks to say what ran in them. */
const shortestJudgedMs = 100;
/** Share of an interval that a quota may hold the control group back without a word. */
const quotaShare = 0.01;
/** Reasons for a lowered clock that slow a card below its rated state. A power cap is how a card works under full load: it is noted only. */
const slowdowns = [
  'hardware-slowdown',
  'software-thermal-slowdown',
  'hardware-thermal-slowdown',
  'hardware-power-brake',
] as const;

/**
 * From how many cores' worth of foreign and stolen time an interval is disturbed. The kernel books time by ticks (250 a second): by chance alone the
 * busy time of `cores` half-loaded cores then errs by 0.5 √(cores · 4 ms / interval) cores; the limit is four of these standard deviations.
 * @returns cores: 0.25 √cores for 250 ms
 */
export function foreignCoresLimit(cores: number, intervalMs: number): number {
  return 4 * 0.5 * Math.sqrt((cores * 4) / intervalMs);
}

interface Finding {
  readonly code: DisturbanceCode;
  /** How far beyond its limit: the worst of a stretch gives the message. */
  readonly excess: number;
  readonly message: string;
}

function foreignLoad(sample: TelemetrySample, cores: number): Finding | null {
  if (sample.foreignCores === null || sample.intervalMs < shortestJudgedMs) return null;
  const found = sample.foreignCores + (sample.stolenCores ?? 0);
  const limit = foreignCoresLimit(cores, sample.intervalMs);
  if (found <= limit) return null;
  return {
    code: 'foreign-load',
    excess: found / limit,
    message: `others computed on ${found.toFixed(2)} of ${cores} cores; up to ${limit.toFixed(2)} are let pass`,
  };
}

function cpuThrottled(sample: TelemetrySample): Finding | null {
  const { throttleEvents, quotaThrottledMs, intervalMs } = sample;
  if (throttleEvents !== null && throttleEvents > 0)
    return { code: 'cpu-throttled', excess: throttleEvents, message: `${throttleEvents} thermal throttle events` };
  if (quotaThrottledMs === null || quotaThrottledMs <= quotaShare * intervalMs) return null;
  return {
    code: 'cpu-throttled',
    excess: quotaThrottledMs / intervalMs,
    message: `a processor quota held our control group back for ${quotaThrottledMs.toFixed(0)} of ${intervalMs.toFixed(0)} ms`,
  };
}

function gpuThrottled(sample: TelemetrySample): Finding | null {
  const active = slowdowns.filter((reason) =>
    sample.gpus?.some(({ throttleReasons }) => throttleReasons?.includes(reason)),
  );
  if (active.length === 0) return null;
  return {
    code: 'gpu-throttled',
    excess: active.length,
    message: `the card's clock was lowered: ${active.join(', ')}`,
  };
}

function foreignGpuProcess({ foreignGpuProcesses }: TelemetrySample): Finding | null {
  if (!foreignGpuProcesses) return null;
  return {
    code: 'foreign-gpu-process',
    excess: foreignGpuProcesses,
    message: `${foreignGpuProcesses} compute process(es) of others on the card`,
  };
}

interface Stretch extends Disturbance {
  readonly excess: number;
}

function join(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const next of stretches) {
    const last = joined.at(-1);
    if (!last || next.fromMs > last.toMs) joined.push(next);
    else {
      const worse = next.excess > last.excess ? next : last;
      joined[joined.length - 1] = { ...worse, fromMs: last.fromMs, toMs: Math.max(last.toMs, next.toMs) };
    }
  }
  return joined;
}

export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Whether two stretches of time share more than a moment. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.fromMs < b.toMs && b.fromMs < a.toMs;
}

/**
 * When the machine was not ours alone while queries were timed, or not at its full speed. Pure: `verify` calls it again. What a source did not tell
 * is not judged.
 * @param samples in the order of time
 * @param cores of the machine
 * @returns by code, then in the order of time; neighbouring intervals are one stretch, with the words of its worst
 */
export function findDisturbances(
  samples: readonly TelemetrySample[],
  windows: readonly TimedWindow[],
  cores: number,
): Disturbance[] {
  const stretches = samples.flatMap((sample): Stretch[] => {
    const interval = { fromMs: Math.max(0, sample.atMs - sample.intervalMs), toMs: sample.atMs };
    if (!windows.some((window) => overlaps(window, interval))) return [];
    return [foreignLoad(sample, cores), cpuThrottled(sample), gpuThrottled(sample), foreignGpuProcess(sample)].flatMap(
      (finding) => (finding ? [{ ...finding, ...interval }] : []),
    );
  });
  const codes = [...new Set(stretches.map(({ code }) => code))].sort();
  return codes.flatMap((code) =>
    join(stretches.filter((stretch) => stretch.code === code)).map(({ excess: _, ...disturbance }) => disturbance),
  );
}

/** Share of `window` that overlaps any of `disturbances`, in [0, 1]. */
export function disturbedShare(window: Interval, disturbances: readonly Interval[]): number {
  const inside = disturbances
    .filter((one) => overlaps(one, window))
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, window.fromMs), toMs: Math.min(toMs, window.toMs) }))
    .sort((a, b) => a.fromMs - b.fromMs);
  let disturbedMs = 0;
  let reached = window.fromMs;
  for (const { fromMs, toMs } of inside) {
    disturbedMs += Math.max(0, toMs - Math.max(fromMs, reached));
    reached = Math.max(reached, toMs);
  }
  return window.toMs > window.fromMs ? disturbedMs / (window.toMs - window.fromMs) : 0;
}
