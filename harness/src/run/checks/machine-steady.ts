import { largestDriftInRun } from '../../sentinel/drift.js';
import type { RunCheck } from './run-check.js';

export const machineSteady: RunCheck = {
  id: 'machine-steady',
  shows: 'A fixed amount of work took as long after the timed windows as before them.',
  code: 'machine-drift',
  remedy: 'Repeat the run on a machine that does nothing else and keeps its clock.',
  judge: ({ findings: { sentinel }, profile }) => {
    const { before, after } = sentinel;
    if (!before || !after) return null;
    const drift = after.p50Ms / before.p50Ms;
    const said = `the sentinel took ${before.p50Ms.toFixed(2)} ms before and ${after.p50Ms.toFixed(2)} ms after (p50 of ${before.n})`;
    const steady = Math.max(drift, 1 / drift) <= largestDriftInRun;
    if (steady || profile.ranked)
      return { ok: steady, message: `${said}; a factor of ${largestDriftInRun} is let pass` };
    return { ok: true, message: `noted, not judged in profile ${profile.name}: ${said}` };
  },
};
