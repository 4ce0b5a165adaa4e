import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fireSteps, spike } from './leaky-integrate-and-fire.js';
import type { Activations } from './linear-map.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
});

/** One neuron. */
const train = (...inputs: number[]): Activations => tf.tensor4d(inputs, [1, inputs.length, 1, 1]);

describe('integrate and fire', () => {
  it('fires above 0.2 only, and emits 0 or 1', () => {
    expect([...spike(tf, tf.tensor1d([-3, 0.2, 0.2001, 9])).dataSync()]).toEqual([0, 0, 1, 1]);
  });

  it('lets the gradient through within 0.5 of 0', () => {
    const gradient = tf.grad((u: Tensor) => tf.sum(tf.mul(spike(tf, u), 3)))(tf.tensor1d([-0.6, -0.4, 0, 0.49, 0.51]));
    expect([...gradient.dataSync()]).toEqual([0, 3, 3, 3, 0]);
  });

  it('keeps a quarter of its potential, and nothing after a spike', () => {
    // 0.18; 0.045 + 0.16 = 0.205 fires; 0.19 from rest; 0.0475 + 0.1; 0.036875 + 0.17 fires.
    expect([...fireSteps(tf, train(0.18, 0.16, 0.19, 0.1, 0.17), 5).dataSync()]).toEqual([0, 1, 0, 0, 1]);
  });

  it('takes one step of input as the input of every step', () => {
    const constant = fireSteps(tf, train(0.16), 4);
    expect(constant.shape).toEqual([1, 4, 1, 1]);
    expect([...constant.dataSync()]).toEqual([...fireSteps(tf, train(0.16, 0.16, 0.16, 0.16), 4).dataSync()]);
    // 0.16, 0.2, 0.21 fires, 0.16
    expect([...constant.dataSync()]).toEqual([0, 0, 1, 0]);
  });

  it('hands gradients back through time', () => {
    const gradient = tf.grad((x: Tensor) => tf.sum(fireSteps(tf, x as Activations, 2).slice([0, 1], [1, 1])))(
      train(0.1, 0.1),
    );
    expect(gradient.dataSync()[1]).toBe(1);
    // ∂u₂/∂x₁ = 0.25 (1 − o₁) − 0.25 u₁ ∂o₁/∂x₁ = 0.25 − 0.025
    expect(gradient.dataSync()[0]).toBeCloseTo(0.225, 6);
  });
});
