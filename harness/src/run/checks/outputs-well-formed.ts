import type { RunCheck } from './run-check.js';

/** A malformed answer ends the run at once (`check-outputs.ts`), so this check holds for every answer that was kept. */
export const outputsWellFormed: RunCheck = {
  id: 'outputs-well-formed',
  shows: 'Every answer had the names, dtypes and shapes of the task, and finite numbers.',
  code: 'wrong-output',
  remedy: 'Answer with the tensors that the task describes.',
  judge: ({ findings }) => {
    const answers = findings.passes.reduce((sum, pass) => sum + pass.answers.length, 0);
    if (answers === 0) return null;
    return { ok: true, message: `names, dtypes, shapes and finiteness of ${answers} answers` };
  },
};
