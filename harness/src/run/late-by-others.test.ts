import type { TelemetrySample } from '@paretoboard/contract/telemetry.js';
import { expect, it } from 'vitest';
import { lateByOthers } from './late-by-others.js';

function sample(atMs: number, foreignCores: number | null, stolenCores: number | null): TelemetrySample {
  return { atMs, intervalMs: 250, foreignCores, stolenCores } as TelemetrySample;
}

/** Ten seconds of a machine of two cores. @param others that compute from the fifth second on */
function tenSeconds(others: { foreign: number | null; stolen: number | null }): TelemetrySample[] {
  return Array.from({ length: 40 }, (_, index) => {
    const atMs = (index + 1) * 250;
    return atMs <= 5_000 ? sample(atMs, 0, 0) : sample(atMs, others.foreign, others.stolen);
  });
}

const query = { budget: 'queryMs', used: 4_000 } as const;

it('says so where others of this machine, or of its host, had more than half of the processors', () => {
  const words = 'others had 1.50 of 2 cores while it was waited for';
  expect(lateByOthers(query, 10_000, tenSeconds({ foreign: 1.5, stolen: 0 }), null, 2)).toBe(words);
  expect(lateByOthers(query, 10_000, tenSeconds({ foreign: 0, stolen: 1.5 }), null, 2)).toBe(words);
  expect(
    lateByOthers({ budget: 'loadSeconds', used: 4 }, 10_000, tenSeconds({ foreign: 1.5, stolen: 0 }), null, 2),
  ).toBe(words);
});

it('blames the submission where it had the machine while it was waited for', () => {
  expect(lateByOthers(query, 5_000, tenSeconds({ foreign: 2, stolen: 0 }), null, 2)).toBeNull();
  expect(lateByOthers(query, 10_000, tenSeconds({ foreign: 0.9, stolen: 0.1 }), null, 2)).toBeNull();
  // Half of this wait was its own.
  expect(lateByOthers({ ...query, used: 10_000 }, 10_000, tenSeconds({ foreign: 1.9, stolen: 0 }), null, 2)).toBeNull();
});

it('excuses nothing that was not seen, and no other budget', () => {
  expect(lateByOthers(query, 10_000, [], null, 2)).toBeNull();
  expect(lateByOthers(query, 10_000, tenSeconds({ foreign: null, stolen: 2 }), null, 2)).toBeNull();
  const busy = tenSeconds({ foreign: 2, stolen: 0 });
  expect(lateByOthers({ budget: 'memoryBytes', used: 4_000 }, 10_000, busy, null, 2)).toBeNull();
});

it('looks at the mean since the process was started where nothing was sampled during the wait', () => {
  const mean = (foreign: number | null) => ({ ...sample(10_000, foreign, 0.2), intervalMs: 9_000 });
  const words = 'others had 1.70 of 2 cores while it was waited for';
  expect(lateByOthers(query, 10_000, [], mean(1.5), 2)).toBe(words);
  expect(lateByOthers(query, 10_000, [sample(5_000, 0, 0)], mean(1.5), 2)).toBe(words);
  expect(lateByOthers(query, 10_000, [], mean(0.5), 2)).toBeNull();
  expect(lateByOthers(query, 10_000, [], mean(null), 2)).toBeNull();
  expect(lateByOthers(query, 10_000, tenSeconds({ foreign: 0.5, stolen: 0 }), mean(1.5), 2)).toBeNull();
});
