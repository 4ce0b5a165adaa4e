import type { DisturbanceCode, TelemetrySourceId, TelemetrySummary } from '@paretoboard/contract/telemetry.js';
import { nvidiaCardModel } from '../../runtimes/graphics-card.js';
import { disturbedShare } from '../../telemetry/disturbances.js';
import type { CheckContext, Judgement } from './run-check.js';

/**
 * Up to this share of a start's window may be left out as disturbed; beyond it, what is left is no longer the window that the profile promises, and a
 * machine that is disturbed so often is hardly undisturbed in between.
 */
export const largestVoidShare = 0.2;

const sourcesOf: Readonly<Record<DisturbanceCode, readonly TelemetrySourceId[]>> = {
  'foreign-load': ['processor-time', 'own-processes'],
  'cpu-throttled': ['thermal-throttling', 'control-group-quota'],
  'gpu-throttled': ['nvidia-card'],
  'foreign-gpu-process': ['nvidia-processes'],
};

/** Reasons of the sources that could not be read: any of them leaves a part unseen. */
function unseen(telemetry: TelemetrySummary, code: DisturbanceCode): string[] {
  return sourcesOf[code].flatMap((id) => {
    const source = telemetry.sources.find((candidate) => candidate.id === id);
    return source?.available ? [] : [source?.reason ?? `${id} was not sampled`];
  });
}

function isBlind(telemetry: TelemetrySummary, code: DisturbanceCode): boolean {
  const missing = unseen(telemetry, code).length;
  // Load needs both sources; of the processor's brakes each is told apart.
  return code === 'cpu-throttled' ? missing === sourcesOf[code].length : missing > 0;
}

/**
 * One kind of disturbance. In ranked profiles a window that is disturbed for too long makes the run INVALID; in `quick`, which is not ranked, it is
 * said and let pass, so that a busy machine still gives a row. What no source tells is let pass, and said.
 */
export function judgeDisturbance({ findings, profile }: CheckContext, code: DisturbanceCode): Judgement | null {
  const { telemetry } = findings;
  if (!telemetry || telemetry.windows.length === 0) return null;
  if (code.includes('gpu') && nvidiaCardModel() === null) return null;
  const missing = unseen(telemetry, code);
  if (isBlind(telemetry, code)) return { ok: true, message: `not seen: ${missing.join('; ')}` };
  const found = telemetry.disturbances.filter((disturbance) => disturbance.code === code);
  const aside = missing.length > 0 ? ` (not seen: ${missing.join('; ')})` : '';
  if (found.length === 0) return { ok: true, message: `none in ${telemetry.windows.length} timed windows${aside}` };
  const share = Math.max(...telemetry.windows.map((window) => disturbedShare(window, found)));
  const percent = (value: number): string => `${(value * 100).toFixed(0)} %`;
  const said = `${found.length} stretch(es), up to ${percent(share)} of a timed window; ${found[0]!.message}${aside}`;
  if (!profile.ranked) return { ok: true, message: `noted, not judged in profile ${profile.name}: ${said}` };
  return {
    ok: share <= largestVoidShare,
    message: `${said}; latencies within are left out, up to ${percent(largestVoidShare)} of a window`,
  };
}
