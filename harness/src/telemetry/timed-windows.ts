import type { LatencySample } from '@paretoboard/contract/record.js';
import type { TimedWindow } from '@paretoboard/contract/telemetry.js';

/** Grows the window of each start by the samples of the submission, as they come: nothing of them is kept. */
export class TimedWindows {
  private readonly windows = new Map<string, TimedWindow>();

  add({ scenario, model, start, atMs, latencyMs }: LatencySample): void {
    if (model !== 'submission' || atMs === undefined) return;
    const key = `${scenario} ${start}`;
    const window = this.windows.get(key);
    const fromMs = Math.max(0, Math.min(window?.fromMs ?? atMs, atMs - latencyMs));
    this.windows.set(key, { scenario, start, fromMs, toMs: Math.max(window?.toMs ?? atMs, atMs) });
  }

  all(): TimedWindow[] {
    return [...this.windows.values()];
  }
}
