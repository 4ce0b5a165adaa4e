import { latencyRange } from '../findings.js';
import type { RunCheck } from './run-check.js';

/** Clocks tick in steps: a query may seem this share faster than it was. */
const slack = 1e-3;

export const abovePhysicalFloor: RunCheck = {
  id: 'above-physical-floor',
  shows:
    'No query was answered faster than this machine can move its input and output bytes, at the highest rate measured on it.',
  code: 'below-floor',
  remedy: 'No machine is that fast: the answer cannot have depended on the input.',
  judge: ({ findings, queryBytes }) => {
    const range = latencyRange(findings);
    if (!range || findings.peakBytesPerMs === null) return null;
    const { fastestMs } = range;
    const floorMs = queryBytes / findings.peakBytesPerMs;
    const rate = (findings.peakBytesPerMs / 1e6).toPrecision(3);
    return {
      ok: fastestMs > floorMs * (1 - slack),
      message: `fastest query ${fastestMs.toPrecision(3)} ms; ${queryBytes} bytes at ${rate} GB/s, measured on all cores, take ${floorMs.toExponential(1)} ms`,
    };
  },
};
