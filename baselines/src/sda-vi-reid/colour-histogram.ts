import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { untrained } from './untrained.js';

const channels = 3;
/** Of each channel, in each third of the height. */
const bins = 16;
const thirds = 3;
const levels = 256;

/** Histograms of the channels, in thirds from head to foot, as square roots: their cosine is Bhattacharyya's coefficient. */
export function histograms({ image }: NamedTensors, items: number): Float32Array {
  const [, height, width] = image!.shape as [number, number, number];
  const length = thirds * channels * bins;
  const result = new Float32Array(items * length);
  const size = height * width * channels;
  for (let item = 0; item < items; item++)
    for (let at = 0; at < size; at++) {
      const third = Math.floor((thirds * Math.floor(at / (width * channels))) / height);
      const bin = Math.floor((image!.data[item * size + at]! * bins) / levels);
      result[item * length + (third * channels + (at % channels)) * bins + bin]! += channels / size;
    }
  return result.map(Math.sqrt);
}

/** A control: what colour alone says of somebody, which infrared does not have. */
export default untrained(histograms);
