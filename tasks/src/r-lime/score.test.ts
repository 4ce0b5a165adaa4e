import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { tensorMisfits } from '@paretoboard/harness/task/item-misfits.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { forestLabels } from '../black-boxes/random-forest.js';
import { blackBox, forestOf } from './black-box.js';
import { definition } from './definition.js';
import { explainedData } from './explained-data.js';
import { perturb } from './perturb.js';
import { score } from './score.js';

/** Two coins and a die of four: class 1 where the die shows 2 or 3, whatever the coins. */
function diceData() {
  const random = new Random(1);
  const items = 1_000;
  const codes = Uint8Array.from({ length: 3 * items }, (_, at) => random.integer(at % 3 === 2 ? 4 : 2));
  const labels = Uint8Array.from({ length: items }, (_, item) => (codes[3 * item + 2]! >= 2 ? 1 : 0));
  return explainedData({ codes, labels, levels: Uint8Array.of(2, 2, 4) }, { instances: 4, balance: false });
}

const data = diceData();
const scalar = (value: number) => ({ dtype: 'float32' as const, shape: [], data: Float32Array.of(value) });

function explanation(rule: readonly number[], weights: readonly number[], bias: number, asked?: number): NamedTensors {
  return {
    rule: { dtype: 'uint8', shape: [3], data: Uint8Array.from(rule) },
    weights: { dtype: 'float32', shape: [3], data: Float32Array.from(weights) },
    bias: scalar(bias),
    estimate: scalar(0.5),
    ...(asked === undefined ? {} : { asked: { dtype: 'int32', shape: [2], data: Int32Array.of(asked, 1) } }),
  };
}

function answersWith(outputs: (answer: Answer['item']) => NamedTensors): Answer[] {
  return Array.from({ length: data.test.items }, (_, index) => {
    const item = data.test.read(index);
    return { index, item, outputs: outputs(item) };
  });
}

describe('explanations of a black box that is linear', () => {
  it('are worth everything with its own boundary and no rule', () => {
    const { metrics } = score(answersWith(() => explanation([0, 0, 0], [0, 0, 1], -1.5, 7)));
    expect(metrics).toMatchObject({ 'qualified-coverage': 100, coverage: 100, fidelity: 100, satisfaction: 100 });
    expect(metrics.deviation).toBeCloseTo(50, 9);
    expect(metrics['asked-rows']).toBe(7);
    expect(metrics.precision).toBeGreaterThan(35);
    expect(metrics.precision).toBeLessThan(65);
  });

  it('are worth nothing with the boundary turned round, and without one', () => {
    const turned = score(answersWith(() => explanation([0, 0, 0], [0, 0, -1], 1.5))).metrics;
    expect(turned).toMatchObject({ 'qualified-coverage': 0, coverage: 100, fidelity: 0, satisfaction: 0 });
    expect(score(answersWith(() => explanation([0, 0, 0], [0, 0, 0], 0))).metrics['qualified-coverage']).toBe(0);
  });

  it('are worth their coverage where a rule holds the feature that decides', () => {
    const { metrics, outcomes } = score(
      answersWith(({ inputs }) => explanation([0, 0, 1], [0, 0, 0], inputs.instance!.data[2]! >= 2 ? 1 : -1)),
    );
    expect(metrics).toMatchObject({ fidelity: 100, precision: 100, satisfaction: 100 });
    expect(metrics['qualified-coverage']).toBe(metrics.coverage);
    for (const { coverage } of outcomes) expect(coverage).toBeLessThan(0.45);
  });

  it('lose coverage with every feature that is held', () => {
    const coverages = [
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ].map((rule) => score(answersWith(() => explanation(rule, [0, 0, 0], 1))).metrics.coverage!);
    expect(coverages).toEqual([...coverages].sort((a, b) => b - a));
    expect(coverages[0]).toBe(100);
  });

  it('deviate alike whether they promise too much or too little, and not where that evens out', () => {
    const right = explanation([0, 0, 0], [0, 0, 1], -1.5);
    const promising = (estimates: readonly number[]) =>
      score(
        answersWith(() => right).map((answer, at) => ({
          ...answer,
          outputs: { ...right, estimate: scalar(estimates[at % estimates.length]!) },
        })),
      ).metrics.deviation;
    expect(promising([0.75])).toBe(25);
    expect(promising([1.25])).toBe(25);
    expect(promising([0.75, 1.25])).toBe(0);
  });

  it('are refused when they hold no number, or another number of features', () => {
    expect(() => score(answersWith(() => explanation([0, 0, 0], [0, Number.NaN, 0], 1)))).toThrow('not finite');
    expect(() => score(answersWith(() => explanation([0, 0], [0, 0, 0], 1)))).toThrow('3 features');
    expect(() => score([])).toThrow('no answers');
  });
});

describe('the black box', () => {
  it('answers rows as its forest does, and names a code that there is not', () => {
    const box = blackBox(data);
    const codes = Uint8Array.of(0, 1, 3, 1, 0, 0);
    const rows = { instance: { dtype: 'uint8' as const, shape: [2, 3], data: codes } };
    const { label } = box.answer(rows, 2);
    const forest = forestOf(data.test.read(0).targets);
    expect(label!.data).toEqual(forestLabels(forest, { codes, items: 2, features: 3 }));
    expect([...label!.data]).toEqual([1, 0]);
    expect(box.problem(rows, 2)).toBeNull();
    const wrong = { instance: { ...rows.instance, data: Uint8Array.of(0, 1, 3, 1, 2, 0) } };
    expect(box.problem(wrong, 2)).toContain('code 2 for feature 1');
  });
});

it('a disguise is another instance of the same kind', () => {
  const { inputs } = data.test.read(0);
  for (let seed = 0; seed < 50; seed++) {
    const changed = perturb(inputs, seed);
    expect(tensorMisfits(changed, definition.inputs)).toEqual([]);
    const moved = [...changed.instance!.data].map((code, at) => inputs.instance!.data[at]! - code);
    expect(moved.filter((step) => step !== 0).every((step) => step === 1)).toBe(true);
    expect(Math.abs(changed.threshold!.data[0]! - inputs.threshold!.data[0]!)).toBeLessThan(0.003);
  }
});
