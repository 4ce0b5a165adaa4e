import { Random } from '@paretoboard/sdk/random.js';
import { SampleError } from '../statistics/sample.js';

interface Layer {
  readonly channelsIn: number;
  readonly channelsOut: number;
  /** [3, 3, in, out]. */
  readonly filter: Float64Array;
  readonly bias: Float64Array;
}

/** A whole number that means nothing, for ever: another one would be another metric. */
const featureSeed = 20_170_626;
const channels = [1, 8, 16, 16] as const;
/** The last layer's maps are averaged over the quarters of the picture. */
const cells = 2;

/** Length of a feature vector. */
export const featureSize = cells * cells * channels[3];

function drawLayers(): Layer[] {
  const random = new Random(featureSeed);
  return channels.slice(1).map((channelsOut, index) => {
    const channelsIn = channels[index]!;
    const deviation = Math.sqrt(2 / (9 * channelsIn));
    return {
      channelsIn,
      channelsOut,
      filter: Float64Array.from({ length: 9 * channelsIn * channelsOut }, () => random.normal(0, deviation)),
      bias: Float64Array.from({ length: channelsOut }, () => random.normal(0, 0.1)),
    };
  });
}

const layers = drawLayers();

/** 3 × 3 with stride 2, one pixel of zeros around, ReLU: side → side / 2. */
function convolve(maps: Float64Array, side: number, { channelsIn, channelsOut, filter, bias }: Layer): Float64Array {
  const half = side / 2;
  const result = new Float64Array(half * half * channelsOut);
  for (let row = 0; row < half; row++) {
    for (let column = 0; column < half; column++) {
      const to = (row * half + column) * channelsOut;
      result.set(bias, to);
      for (let tap = 0; tap < 9; tap++) {
        const y = 2 * row + Math.floor(tap / 3) - 1;
        const x = 2 * column + (tap % 3) - 1;
        if (y < 0 || x < 0 || y >= side || x >= side) continue;
        for (let channel = 0; channel < channelsIn; channel++) {
          const value = maps[(y * side + x) * channelsIn + channel]!;
          if (value === 0) continue;
          const from = (tap * channelsIn + channel) * channelsOut;
          for (let out = 0; out < channelsOut; out++) result[to + out]! += value * filter[from + out]!;
        }
      }
      for (let out = 0; out < channelsOut; out++) if (result[to + out]! < 0) result[to + out] = 0;
    }
  }
  return result;
}

function averageOverCells(maps: Float64Array, side: number, target: Float64Array, offset: number): void {
  const depth = channels[3];
  const size = side / cells;
  for (let at = 0; at < maps.length; at++) {
    const position = Math.floor(at / depth);
    const cell = Math.floor(Math.floor(position / side) / size) * cells + Math.floor((position % side) / size);
    target[offset + cell * depth + (at % depth)]! += maps[at]! / (size * size);
  }
}

/**
 * Features of a grey picture: three random convolutions (8, 16, 16 channels, 3 × 3, stride 2, ReLU), averaged over four cells. Fixed and untrained: no
 * data set is better known to them than another. Random convolutions tell distributions of small pictures apart nearly as trained ones do, but their scale
 * means nothing beside an FID.
 * @param picture `side * side` values, row by row
 * @param side a multiple of 16
 * @param target where to write `featureSize` values, from `offset`; zeros before
 * @throws SampleError on another size
 */
export function addRandomConvolutionFeatures(
  picture: ArrayLike<number>,
  side: number,
  target: Float64Array,
  offset: number,
): void {
  if (side % 16 !== 0 || picture.length !== side * side)
    throw new SampleError(`expected ${side} × ${side} values, a multiple of 16, found ${picture.length}`);
  let maps: Float64Array = Float64Array.from(picture);
  let size = side;
  for (const layer of layers) {
    maps = convolve(maps, size, layer);
    size /= 2;
  }
  averageOverCells(maps, size, target, offset);
}
