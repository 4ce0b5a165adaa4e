import type { MetricDefinition } from '@paretoboard/contract/task.js';
import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { rocAuc } from '../metrics/roc.js';
import { delongAuc } from '../statistics/delong.js';
import { SampleError } from '../statistics/sample.js';
import type { Answer, TaskModule } from '../task/task-module.js';
import { resampledMetrics } from './resampled-metrics.js';

const random = new Random(7);
const labels = Array.from({ length: 200 }, (_, index) => index % 2);
const scores = labels.map((label) => label + 1.5 * random.normal());

const noisy = labels.map((label) => label + 3 * random.normal());

const one = (value: number) => ({ dtype: 'float32' as const, shape: [], data: Float32Array.of(value) });

function answersOf(groupOf: (index: number) => string): Answer[] {
  return scores.map((score, index) => ({
    index,
    item: { inputs: {}, targets: { label: one(labels[index]!) }, attributes: {}, group: groupOf(index) },
    outputs: { score: one(score) },
  }));
}

/** Area under the curve; as on a real task, a draw without positives has none. */
const module = {
  score: (answers: readonly Answer[]) => {
    const truth = answers.map(({ item }) => item.targets.label!.data[0]!);
    if (new Set(truth).size < 2) throw new SampleError('one class only');
    const auc = rocAuc(
      answers.map(({ outputs }) => outputs.score!.data[0]!),
      truth,
    );
    return { metrics: { auc }, counts: {}, outcomes: [] };
  },
} as unknown as TaskModule;

const auc = { id: 'auc', unit: '1', resampledBy: 'items' } as MetricDefinition;

describe('resampledMetrics', () => {
  it('gives about the interval that DeLong gives an area under a curve', () => {
    const { low, high, ...rest } = resampledMetrics(module, [auc], [answersOf(String)]).get('auc')!;
    const reference = delongAuc(scores, labels);
    expect(Math.abs(low - reference.low)).toBeLessThan(0.015);
    expect(Math.abs(high - reference.high)).toBeLessThan(0.015);
    expect(rest).toEqual({ unit: 'items', units: 200, resamples: 200 });
  });

  it('is the same each time, so that anybody can score it again', () => {
    const again = () => resampledMetrics(module, [auc], [answersOf(String)]);
    expect(again()).toEqual(again());
  });

  it('draws whole groups: items that are alike are no evidence of their own', () => {
    const alike = { ...auc, resampledBy: 'groups' } as MetricDefinition;
    // Twenty groups, in each of which all items have one score.
    const grouped = answersOf((index) => String(index % 20)).map((answer) => ({
      ...answer,
      outputs: { score: one(noisy[answer.index % 20]!) },
    }));
    const byItems = resampledMetrics(module, [auc], [grouped]).get('auc')!;
    const byGroups = resampledMetrics(module, [alike], [grouped]).get('auc')!;
    expect(byGroups).toMatchObject({ unit: 'groups', units: 20 });
    expect(byGroups.high - byGroups.low).toBeGreaterThan(2 * (byItems.high - byItems.low));
  });

  it('gives nothing where too few draws have a value, and for metrics that did not ask', () => {
    const fewPositives = answersOf(String).filter(({ index }) => labels[index] === 0 || index === 1);
    expect(resampledMetrics(module, [auc], [fewPositives]).size).toBe(0);
    expect(resampledMetrics(module, [{ id: 'auc', unit: '1' } as MetricDefinition], [answersOf(String)]).size).toBe(0);
  });

  it('does not hide an error of the scorer', () => {
    const broken = {
      score: () => {
        throw new TypeError('no such field');
      },
    } as unknown as TaskModule;
    expect(() => resampledMetrics(broken, [auc], [answersOf(String)])).toThrow(TypeError);
  });
});
