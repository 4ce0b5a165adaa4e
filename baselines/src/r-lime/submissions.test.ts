import type { LoadContext, TrainContext } from '@paretoboard/sdk/submission.js';
import { describe, expect, it } from 'vitest';
import anchor from './anchor.js';
import constant from './constant.js';
import lime from './lime.js';
import nearestLogistic from './nearest-logistic.js';
import rLime from './r-lime.js';
import { askOf, distribution, type Labelling } from './testing/rule-world.js';
import wholeInstance from './whole-instance.js';

const { levels } = distribution.normal;
const constants = { levels: { dtype: 'uint8' as const, shape: [6], data: levels } };
const label: Labelling = (row) => (row[4]! > 2 ? 1 : 0);

/** Through the artefact, as a run does it. */
async function started(submission: typeof rLime) {
  const files = new Map<string, Uint8Array>();
  const rows = Uint8Array.from({ length: 6 * 200 }, (_, at) => (at * 7 + Math.floor(at / 6)) % levels[at % 6]!);
  const inputs = { instance: { dtype: 'uint8' as const, shape: [200, 6], data: rows } };
  const context = {
    constants,
    seed: 5,
    all: () => ({ items: 200, inputs, targets: {}, attributes: [] }),
    save: (name: string, bytes: Uint8Array) => files.set(name, bytes),
  };
  await submission.train(context as unknown as TrainContext);
  return submission.load({ constants, read: (name: string) => files.get(name)! } as unknown as LoadContext);
}

const question = (instance: readonly number[]) => ({
  instance: { dtype: 'uint8' as const, shape: [6], data: Uint8Array.from(instance) },
  threshold: { dtype: 'float32' as const, shape: [], data: Float32Array.of(0.8) },
});

describe.each([
  ['r-lime', rLime],
  ['anchor', anchor],
  ['lime', lime],
  ['nearest-logistic', nearestLogistic],
  ['constant', constant],
  ['whole-instance', wholeInstance],
])('%s', (_name, submission) => {
  it('explains in the task’s form, the same whatever was explained before, within the budget', async () => {
    const one = await started(submission);
    const [a, b] = [question([1, 0, 1, 0, 4, 0]), question([0, 0, 0, 1, 1, 3])];
    const first = await one.explain(a, askOf(label, 50_000));
    await one.explain(b, askOf(label, 50_000));
    expect(await one.explain(a, askOf(label, 50_000))).toEqual(first);
    expect(first.rule).toMatchObject({ dtype: 'uint8', shape: [6] });
    expect(first.weights).toMatchObject({ dtype: 'float32', shape: [6] });
    for (const name of ['bias', 'estimate']) expect(first[name]).toMatchObject({ dtype: 'float32', shape: [] });
    const total = [...first.weights!.data].reduce((sum, weight) => sum + Math.abs(weight), 0);
    expect([0, 1].some((sum) => Math.abs(total - sum) < 1e-5)).toBe(true);
  });
});
