import type { RunCheck } from './run-check.js';

export const timedOutputsMatch: RunCheck = {
  id: 'timed-outputs-match',
  shows: 'Timed answers to unchanged test items equal those that were scored (MLPerf TEST01).',
  code: 'timed-output-mismatch',
  remedy: 'Answer timed queries exactly as untimed ones; do not skip work when timed.',
  judge: ({ findings: { latency }, definition }) => {
    if (!latency) return null;
    const { compared, different, largestDifference } = latency;
    const { tolerance } = definition.timing;
    return {
      ok: compared > 0 && different === 0,
      message: `${compared} timed answers to unchanged test items compared with the accuracy pass: ${different} differ by more than ${tolerance} (largest ${largestDifference.toExponential(2)})`,
    };
  },
};
