import { describe, expect, it } from 'vitest';
import { scoreSeed } from './score-seed.js';
import type { Score } from './task-module.js';

const score = (): Score => ({ metrics: { error: 1 }, counts: {}, outcomes: [] });
const declaredMetrics = ({ privacy }: { privacy?: { sigma: number } | undefined }) =>
  privacy ? { epsilon: 1 / privacy.sigma } : ({} as Record<string, number>);
const privacy = { sigma: 2, q: 0.1, steps: 3, clip: 1, delta: 1e-5 };

describe('scoreSeed', () => {
  it('adds what follows from the declaration, where there is one', () => {
    const task = { score, declaredMetrics };
    expect(scoreSeed(task, [], { steps: 3, epochs: 1, privacy }).metrics).toEqual({ error: 1, epsilon: 0.5 });
    expect(scoreSeed(task, [], { steps: 3, epochs: 1 }).metrics).toEqual({ error: 1 });
    expect(scoreSeed(task, [], undefined).metrics).toEqual({ error: 1 });
    expect(scoreSeed({ score }, [], { steps: 3, epochs: 1, privacy }).metrics).toEqual({ error: 1 });
  });
});
