import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// Every window gets the mean and the deviation of all people, channel by channel: how a person holds and shakes the device is gone, the course of the movement stays.

const inputName = 'my-input';
const batchSize = 64;
const mostRows = 4_000;
const artefactFile = 'moments.bin';

/** Mean and deviation of each channel of one window. @param data [steps × channels] of that window */
function momentsOf(data: ArrayLike<number>, first: number, steps: number, channels: number): Float64Array {
  const moments = new Float64Array(2 * channels);
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    let squares = 0;
    for (let step = 0; step < steps; step++) {
      const value = data[first + step * channels + channel]!;
      sum += value;
      squares += value * value;
    }
    const mean = sum / steps;
    moments[channel] = mean;
    moments[channels + channel] = Math.sqrt(Math.max(squares / steps - mean * mean, 1e-12));
  }
  return moments;
}

export default defineSubmission({
  interaction: 'transform',

  train(context) {
    const totals: number[] = [];
    let seen = 0;
    while (seen < mostRows) {
      const { items, inputs } = context.next('train', batchSize);
      if (items === 0) break;
      const { data, shape } = inputs[inputName]!;
      const [, steps = 1, channels = 1] = shape;
      for (let item = 0; item < items; item++)
        momentsOf(data, item * steps * channels, steps, channels).forEach((value, at) => {
          totals[at] = (totals[at] ?? 0) + value;
        });
      seen += items;
      context.progress({ step: seen });
    }
    const data = Float64Array.from(totals, (total) => total / seen);
    context.save(artefactFile, packTensors({ moments: { dtype: 'float64', shape: [data.length], data } }));
    return { steps: 1, epochs: 1, parameters: data.length };
  },

  load({ read }) {
    const common = unpackTensors(read(artefactFile))['moments']!.data;
    return {
      parameters: common.length,
      transform(batch, _conditions, items) {
        const { data, shape, dtype } = batch[inputName]!;
        const [, steps = 1, channels = 1] = shape;
        const changed = new Float32Array(data.length);
        for (let item = 0; item < items; item++) {
          const first = item * steps * channels;
          const own = momentsOf(data, first, steps, channels);
          for (let at = 0; at < steps * channels; at++) {
            const channel = at % channels;
            const centred = (data[first + at]! - own[channel]!) / own[channels + channel]!;
            changed[first + at] = common[channel]! + centred * common[channels + channel]!;
          }
        }
        return { [inputName]: { dtype, shape, data: changed } };
      },
    };
  },
});
