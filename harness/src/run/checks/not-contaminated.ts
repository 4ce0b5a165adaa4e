import type { RunCheck } from './run-check.js';

export const notContaminated: RunCheck = {
  id: 'not-contaminated',
  shows:
    'The same code, retrained on a surrogate with a secret seed, kept at least half of the skill that its official row shows (95 % intervals on both sides).',
  code: 'contaminated',
  remedy: 'Learn from the training rows that are served; carry no labels of published test items in the code.',
  judge: ({ findings: { contamination } }) =>
    contamination ? { ok: contamination.state !== 'failed', message: contamination.detail } : null,
};
