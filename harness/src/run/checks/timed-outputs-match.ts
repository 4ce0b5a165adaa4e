import { judgeAgreement } from '../conduct/agreement.js';
import type { RunCheck } from './run-check.js';

export const timedOutputsMatch: RunCheck = {
  id: 'timed-outputs-match',
  shows:
    'Timed answers to unchanged test items equal those that were scored (MLPerf TEST01), and timed answers to items in disguise equal those that a fresh process gives. Of a submission that is declared stochastic: those to unchanged items are worth as much (paired permutation test, p > 0.001).',
  code: 'timed-output-mismatch',
  remedy: 'Answer timed queries exactly as untimed ones; do not skip work when timed.',
  judge: ({ findings: { latency, conduct }, definition }) => {
    if (!latency) return null;
    if (latency.agreement) return judgeAgreement(latency.agreement, 'timed answers to unchanged test items');
    const { compared, different, largestDifference } = latency;
    const { tolerance } = definition.timing;
    const again = conduct?.timedAgain;
    const disguised = again
      ? `; ${again.compared} timed answers to disguised items compared with a fresh process: ${again.different} differ (largest ${again.largestDifference.toExponential(2)})`
      : '';
    return {
      ok: compared > 0 && different === 0 && (again?.different ?? 0) === 0,
      message: `${compared} timed answers to unchanged test items compared with the accuracy pass: ${different} differ by more than ${tolerance} (largest ${largestDifference.toExponential(2)})${disguised}`,
    };
  },
};
