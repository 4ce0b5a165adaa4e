import { elementCount } from '@paretoboard/contract/tensor.js';

/** Products of one operation by the shapes of its inputs and of its output. */
export type CountProducts = (inputs: readonly (readonly number[])[], output: readonly number[]) => number;

const last = (shape: readonly number[]): number => shape.at(-1) ?? 1;

/** Each value of an output channel takes one product per weight of that channel. Filter […window, in, out]. */
export const convolution: CountProducts = ([, filter = []], output) =>
  elementCount(output) * (elementCount(filter) / last(filter));

/** Filter [height, width, channels, multiplier]: a channel meets its own window alone. */
export const depthwise: CountProducts = ([, filter = []], output) =>
  elementCount(output) * (filter[0] ?? 0) * (filter[1] ?? 0);

/** The other way round: each value of an input channel goes into one product per weight of that channel. Filter […window, out, in]. */
export const transposed: CountProducts = ([input = [], filter = []]) =>
  elementCount(input) * (elementCount(filter) / last(filter));

/** [… M, K] · [… K, N], either transposed: what is summed over is what M × N leaves of the first. */
export const product: CountProducts = ([a = []], output) => elementCount(a) * last(output);
