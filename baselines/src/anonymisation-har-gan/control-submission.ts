import { defineSubmission, type TransformSubmission } from '@paretoboard/sdk/submission.js';

/** Values of one window, [steps, channels], and how many channels it has. */
export type ChangeWindow = (window: Float32Array, channels: number) => Float32Array;

/** A method that learns nothing: each window is changed by itself. */
export function controlSubmission(change: ChangeWindow): TransformSubmission {
  return defineSubmission({
    interaction: 'transform',
    train(context) {
      context.save('empty', new Uint8Array(1));
      return { steps: 0, epochs: 0, parameters: 0 };
    },
    load: () => ({
      parameters: 0,
      transform: ({ window }, _conditions, items) => {
        const [, steps, channels] = window!.shape as [number, number, number];
        const data = new Float32Array(window!.data.length);
        const size = steps * channels;
        for (let item = 0; item < items; item++) {
          const values = window!.data.slice(item * size, (item + 1) * size) as Float32Array;
          data.set(change(values, channels), item * size);
        }
        return { window: { dtype: 'float32', shape: window!.shape, data } };
      },
    }),
  });
}
