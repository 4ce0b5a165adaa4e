import { expect, test } from 'vitest';
import { readTelemetry, telemetryLanes } from './telemetry-lanes';

const sample = (atMs: number, foreignCores: number | null) => ({
  atMs,
  intervalMs: 100,
  ownCores: 1,
  foreignCores,
  stolenCores: null,
  frequencyMHz: null,
  throttleEvents: null,
  quotaThrottledMs: null,
  cpuPressure: null,
  submissionMemoryBytes: null,
  submissionPeakMemoryBytes: null,
  cpuJoules: null,
  gpus: null,
  foreignGpuProcesses: null,
  gpuJoules: null,
});
const lines = (...samples: object[]) => samples.map((each) => `${JSON.stringify(each)}\n`).join('');

test('a short disturbance survives the thinning; what was not measured has no lane', () => {
  const samples = readTelemetry(lines(sample(1, 0), sample(2, 1.5), sample(3, null), sample(4, null)));
  expect(telemetryLanes(samples, 2)).toEqual([
    { name: 'own cores', unit: 'cores', values: [1, 1] },
    { name: 'foreign cores', unit: 'cores', values: [1.5, null] },
  ]);
});

test('lines that are no samples are left out', () => {
  expect(readTelemetry(lines(sample(1, 0), { other: 1 }))).toHaveLength(1);
  expect(telemetryLanes([], 10)).toEqual([]);
});
