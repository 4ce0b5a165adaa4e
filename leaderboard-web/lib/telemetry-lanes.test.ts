import { expect, test } from 'vitest';
import { telemetrySample } from '../testing/telemetry-sample';
import { readTelemetry, telemetryLanes } from './telemetry-lanes';

const sample = (atMs: number, foreignCores: number | null) => telemetrySample(atMs, 1, foreignCores);
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
