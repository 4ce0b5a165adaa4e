import type { ClassSample } from '@paretoboard/contract/samples.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import type { ShownAs } from '@paretoboard/harness/task/shown-samples.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import type { Album } from './album.js';
import { rasterOf } from './raster-of.js';
import { channelAt, stepsShown } from './signal-points.js';
import { skeletonOf } from './skeleton-of.js';

const longestSide = 128;
const signalPoints = 96;
const signalChannels = 6;

/** How the input of a classified item is drawn. */
export type DrawInput = (answer: Answer, album: Album) => ClassSample['input'];

function drawPicture(name: string): DrawInput {
  return ({ item, index }, album) => ({
    kind: 'picture',
    picture: album.addSmall(`item-${index}`, rasterOf(item.inputs[name]!), longestSide),
  });
}

function drawSignal({ name, description = '' }: TensorSpec): DrawInput {
  return ({ item }) => {
    const { shape, data } = item.inputs[name]!;
    const [steps, channels] = shape as [number, number];
    const shown = stepsShown(steps, signalPoints);
    const drawn = Math.min(channels, signalChannels);
    return {
      kind: 'signal',
      channels: Array.from({ length: drawn }, (_, channel) => channelAt(data, channels, channel, shown)),
      description,
    };
  };
}

/**
 * The skeleton where the task declares one and the track shows it, else the first picture of bytes or signal of numbers.
 * @param inputs those that the track shows
 * @returns null: none of them can be drawn
 */
export function classInput(inputs: readonly TensorSpec[], { skeleton }: ShownAs<'class'>): DrawInput | null {
  const body = skeleton && inputs.find(({ name }) => name === skeleton.joints);
  if (body) return ({ item }) => skeletonOf(item.inputs[body.name]!, skeleton.bones, body.description ?? '');
  for (const spec of inputs) {
    if (spec.dtype === 'uint8' && spec.shape.length === 3) return drawPicture(spec.name);
    if (spec.dtype === 'float32' && spec.shape.length === 2) return drawSignal(spec);
  }
  return null;
}
