import type { Sizes3 } from '../layers/volume.js';

/** What a stage of the encoder is made of; `convolution` is an ablation. */
export type StageKind = 'elsa' | 'swin' | 'convolution';

export interface Stage {
  readonly kind: StageKind;
  readonly blocks: number;
  readonly heads: number;
  /** Of Swin stages, voxels of the stage's own resolution along z, y, x. */
  readonly window: Sizes3;
}

export interface NetworkSettings {
  /** Channels after the patch embedding; each further stage has twice as many. */
  readonly channels: number;
  /** Channels of the decoder at full resolution, where there is no encoder. */
  readonly fineChannels: number;
  /** Units of an MLP's middle, as a multiple of the channels. */
  readonly widening: number;
  readonly stages: readonly Stage[];
  /** Spatial squeeze and excitation after each residual block of the decoder. */
  readonly hasSpatialExcitation: boolean;
}

export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  /** Of Adam, falling along half a cosine. */
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Largest crop of a volume to train on, voxels along z, y, x. */
  readonly crop: Sizes3;
}

export interface Configuration {
  readonly network: NetworkSettings;
  readonly training: TrainingSettings;
}

/**
 * What the paper prints (rates, 150 iterations, a patch of 2) and, where it prints nothing, Swin UNETR's widths, depths and windows. A batch of 50 volumes fits no card that the
 * paper names: 2. Here nothing runs it.
 */
export const full: Configuration = {
  network: {
    channels: 48,
    fineChannels: 48,
    widening: 4,
    stages: [
      { kind: 'elsa', blocks: 2, heads: 3, window: [7, 7, 7] },
      { kind: 'swin', blocks: 2, heads: 6, window: [7, 7, 7] },
      { kind: 'swin', blocks: 2, heads: 12, window: [7, 7, 7] },
      { kind: 'swin', blocks: 2, heads: 24, window: [7, 7, 7] },
    ],
    hasSpatialExcitation: true,
  },
  training: { epochs: 150, batchSize: 2, learningRate: 1e-4, weightDecay: 1e-5, crop: [96, 96, 96] },
};

/** Two cores, a minute: only widths, depths, windows and training differ. The last window is as large as the volumes at hand at that resolution: plain attention. */
export const small: Configuration = {
  network: {
    channels: 8,
    fineChannels: 3,
    widening: 2,
    stages: [
      { kind: 'elsa', blocks: 1, heads: 2, window: [2, 3, 3] },
      { kind: 'swin', blocks: 2, heads: 2, window: [2, 3, 3] },
      { kind: 'swin', blocks: 1, heads: 4, window: [6, 7, 6] },
    ],
    hasSpatialExcitation: true,
  },
  training: { epochs: 8, batchSize: 2, learningRate: 1e-2, weightDecay: 1e-5, crop: [32, 40, 32] },
};

/** A step of a network without attention takes less than half as long: twice as many take about as long. */
export const withoutAttention: TrainingSettings = { ...small.training, epochs: 2 * small.training.epochs };
