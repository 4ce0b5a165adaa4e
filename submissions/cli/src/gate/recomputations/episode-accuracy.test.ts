import type { Item, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { expect, it } from 'vitest';
import { failedMetrics } from '../testing/failed-metrics.js';

const queries = 75;

/** Episodes by turns of unseen classes and of seen and unseen ones; pictures play no part in the score. */
function episode(index: number): Item {
  const queryLabels = Int32Array.from({ length: queries }, (_, query) => (query * 7 + index) % 5);
  return {
    inputs: {},
    targets: {
      queryLabels: { dtype: 'int32', shape: [queries], data: queryLabels },
      isUnseen: { dtype: 'int32', shape: [], data: Int32Array.of(index % 2) },
    },
    attributes: {},
    group: '',
  };
}

const failed = (change: (score: TaskModule['score']) => TaskModule['score']): Promise<string[]> =>
  failedMetrics('manifold-label-propagation-fewshot', 10, episode, change);

it('agrees with the scorer of episodes', async () => {
  expect(await failed((score) => score)).toEqual([]);
});

it('finds a scorer that counts the episodes of seen classes too', async () => {
  const all = await failed((score) => (answers) => {
    const found = score(answers);
    const { accuracy, 'mixed-accuracy': mixed } = found.metrics;
    return { ...found, metrics: { ...found.metrics, accuracy: (accuracy! + mixed!) / 2 } };
  });
  expect(all).toContain('metric-accuracy-of-random-answers');
});
