import { Random } from '@paretoboard/sdk/random.js';
import { expect, it } from 'vitest';
import { OnlineLogistic } from './online-logistic.js';

function rows(items: number, seed: number): Uint8Array {
  const random = new Random(seed);
  return Uint8Array.from({ length: 3 * items }, (_, at) => (at % 3 === 2 ? 1 : random.integer(5)));
}

it('steps down the gradient of the log loss, on features standardised so far', () => {
  const model = new OnlineLogistic(2);
  const codes = Uint8Array.of(0, 1, 2, 1);
  model.update(codes, 0, 1);
  // Nothing has varied: only the bias moves, by 0.01 (1 − ½).
  expect(model.onCodes()).toEqual({ weights: Float64Array.of(0, 0), bias: 0.005 });
  model.update(codes, 2, 0);
  // First feature: mean 1, deviation 1, standardised 1; error −σ(0.005).
  const error = -1 / (1 + Math.exp(-0.005));
  const { weights, bias } = model.onCodes();
  expect(weights[0]).toBeCloseTo(0.01 * error, 12);
  expect(weights[1]).toBe(0);
  expect(bias).toBeCloseTo(0.005 + 0.01 * error - weights[0]!, 12);
});

it('learns a boundary, and says on codes what it says of rows', () => {
  const model = new OnlineLogistic(3);
  const label = (codes: Uint8Array, from: number): number => (codes[from]! - codes[from + 1]! > 0 ? 1 : 0);
  const train = rows(1_500, 1);
  for (let row = 0; row < 1_500; row++) model.update(train, 3 * row, label(train, 3 * row));
  const test = rows(400, 2);
  const { weights, bias } = model.onCodes();
  let right = 0;
  for (let row = 0; row < 400; row++) {
    const at = 3 * row;
    const linear = weights.reduce((sum, weight, i) => sum + weight * test[at + i]!, bias) > 0 ? 1 : 0;
    expect(linear).toBe(model.classify(test, at));
    if (linear === label(test, at)) right += 1;
  }
  expect(right / 400).toBeGreaterThan(0.9);
  expect(weights[2]).toBe(0);
});
