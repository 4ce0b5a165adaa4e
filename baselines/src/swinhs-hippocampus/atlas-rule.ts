import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { atlasAt, atlasSizes, meanAtlas, overlap } from './atlas.js';
import type { LabelledVolume } from './volumes.js';

/** Foreground is where the atlas is at least `level` and the standardised grey level at most `reach` away from `centre`. */
export interface AtlasRule {
  readonly atlas: Float32Array;
  readonly level: number;
  readonly centre: number;
  /** `Infinity`: grey levels are not looked at. */
  readonly reach: number;
}

const levels = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7] as const;
/** In deviations of the training contours' grey levels. */
const reaches = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3] as const;

export function applyRule({ atlas, level, centre, reach }: AtlasRule, { sizes, grey }: Omit<LabelledVolume, 'mask'>) {
  return atlasAt(atlas, sizes).map((share, voxel) =>
    Number(share >= level && Math.abs(grey[voxel]! - centre) <= reach),
  );
}

function greyWithin(volumes: readonly LabelledVolume[]): { mean: number; deviation: number } {
  let [count, sum, squares] = [0, 0, 0];
  for (const { grey, mask } of volumes)
    for (const [voxel, value] of grey.entries()) {
      if (!mask[voxel]) continue;
      count += 1;
      sum += value;
      squares += value ** 2;
    }
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean ** 2)) };
}

/** The rule with the best mean Dice on the validation volumes; the atlas and the grey levels come from the training volumes. */
export function fitRule(
  train: readonly LabelledVolume[],
  validation: readonly LabelledVolume[],
  usesGrey: boolean,
): AtlasRule {
  const atlas = meanAtlas(train);
  const { mean, deviation } = greyWithin(train);
  const tried = usesGrey ? reaches.map((reach) => reach * deviation) : [Number.POSITIVE_INFINITY];
  let best: AtlasRule = { atlas, level: levels[0], centre: mean, reach: tried[0]! };
  let most = -1;
  for (const level of levels) {
    for (const reach of tried) {
      const rule = { atlas, level, centre: mean, reach };
      const dice = validation.reduce((total, volume) => total + overlap(applyRule(rule, volume), volume.mask), 0);
      if (dice > most) [best, most] = [rule, dice];
    }
  }
  return best;
}

/** As one file of an artefact. */
export function packRule({ atlas, level, centre, reach }: AtlasRule): Uint8Array {
  return packTensors({
    atlas: { dtype: 'float32', shape: [...atlasSizes], data: atlas },
    numbers: { dtype: 'float64', shape: [3], data: Float64Array.of(level, centre, reach) },
  });
}

/** Inverse of {@link packRule}. */
export function unpackRule(bytes: Uint8Array): AtlasRule {
  const { atlas, numbers } = unpackTensors(bytes);
  const [level, centre, reach] = numbers!.data as Float64Array;
  return { atlas: atlas!.data as Float32Array, level: level!, centre: centre!, reach: reach! };
}
