import type { Tensor, Tensor4D, Tensor5D } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { MissingKernelError } from './missing-kernel.js';
import { openRuntime } from './open-runtime.js';

describe('a kernel that the runtime lacks', () => {
  it('gives an error that names kernel and runtime', async () => {
    const { tf } = await openRuntime('wasm');
    const ragged = () => tf.engine().runKernel('RaggedRange', {}, {});
    expect(ragged).toThrow(MissingKernelError);
    expect(ragged).toThrow(expect.objectContaining({ kernel: 'RaggedRange', runtime: 'wasm' }));
    expect(ragged).toThrow(/runtime wasm has no kernel RaggedRange/);
  });

  it('says why it was withdrawn', async () => {
    const { tf } = await openRuntime('wasm');
    const x = tf.ones([1, 3, 3, 3, 1]) as Tensor5D;
    const gradient = tf.grad((value: Tensor) => tf.avgPool3d(value as Tensor5D, 2, 1, 'same'));
    expect(() => gradient(x)).toThrow(/AvgPool3DGrad \(its gradient is wrong with padding/);
  });
});

describe('numeric padding with unlike height and width', () => {
  it('is refused: tfjs would compute a wrong shape, and wasm write outside its tensors', async () => {
    const { tf } = await openRuntime('wasm');
    const x = tf.ones([1, 5, 5, 1]) as Tensor4D;
    const filter = tf.ones([2, 3, 1, 1]) as Tensor4D;
    expect(() => tf.conv2d(x, filter, 1, 1)).toThrow(/needs a square filter/);
    expect(() => tf.maxPool(x, 2, [1, 2], 1)).toThrow(/needs a square filter/);
    expect(tf.conv2d(x, filter, 1, 'same').shape).toEqual([1, 5, 5, 1]);
  });
});
