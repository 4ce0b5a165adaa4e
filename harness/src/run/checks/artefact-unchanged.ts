import type { RunCheck } from './run-check.js';

export const artefactUnchanged: RunCheck = {
  id: 'artefact-unchanged',
  shows: 'The artefact had the same digest after it was evaluated and timed as when training left it.',
  code: 'artefact-changed',
  remedy: 'Treat the artefact as read-only once training has ended.',
  judge: ({ findings: { artefacts } }) => {
    if (artefacts.length === 0) return null;
    const changed = artefacts.filter(({ before, after }) => before !== after);
    return {
      ok: changed.length === 0,
      message: `${artefacts.length} artefacts, digest taken before and after: ${changed.length} changed`,
    };
  },
};
