import { expect, it } from 'vitest';
import { runs } from '../testing/documents';
import { runProgress } from './run-progress';

it('says where a run stands, and nothing of one that ended', () => {
  expect(runs.map(runProgress)).toEqual(['42 %', '1 run ahead · about 3\u202fmin 30\u202fs to go', '', '']);
});

it('promises nothing where the run ahead is overdue', () => {
  const [waiting] = runs.filter(({ state }) => state === 'queued');
  expect(runProgress({ ...waiting!, etaSeconds: 0 })).toBe('1 run ahead');
});
