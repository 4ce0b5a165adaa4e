import { judgeAgreement } from '../conduct/agreement.js';
import type { RunCheck } from './run-check.js';

export const deterministic: RunCheck = {
  id: 'deterministic',
  shows:
    'The same items, asked again in another order and in another process, were answered alike within the tolerance of the task. Of a submission that is declared stochastic: they are worth as much (paired permutation test, p > 0.001).',
  code: 'nondeterministic-output',
  remedy:
    'Fix every seed at inference and keep no state between queries; a method that samples says `declared: {"stochastic": true}` in its manifest.',
  judge: ({ findings: { conduct }, definition }) => {
    if (!conduct) return null;
    const { agreement } = conduct.determinism;
    if (agreement) return judgeAgreement(agreement, 'the same items asked in another process');
    const { compared, betweenProcesses, withinProcess } = conduct.determinism;
    const { tolerance } = definition.timing;
    return {
      ok: Math.max(betweenProcesses, withinProcess) <= tolerance,
      message: `${compared} items asked twice: largest difference ${withinProcess.toExponential(2)} within a process, ${betweenProcesses.toExponential(2)} to the accuracy pass; tolerance ${tolerance}`,
    };
  },
};
