import { expect, it } from 'vitest';
import { sha256 } from '../records/digest.js';
import { deriveSeed, seedPlan } from './seed-plan.js';

it('draws a secret that it commits to, anew each time', () => {
  const [first, second] = [seedPlan(null), seedPlan(null)];
  expect(first).toMatchObject({ public: null, secretCommitment: sha256(first.text) });
  expect(second.text).not.toBe(first.text);
});

it('of a seed that was revealed makes the seeds of the run that revealed it', () => {
  const first = seedPlan(null);
  const again = seedPlan(null, first.text);
  expect(again).toEqual(first);
  expect(deriveSeed(again, 'training')).toBe(deriveSeed(first, 'training'));
  expect(deriveSeed(again, 'order')).not.toBe(deriveSeed(first, 'training'));
});

it('takes a public seed as it is, without a commitment', () => {
  expect(seedPlan(7)).toEqual({ text: '7', public: 7, secretCommitment: null });
});
