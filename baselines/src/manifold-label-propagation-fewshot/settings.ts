import { type Backbone, conv4, resnet12 } from './backbone.js';

/** Sizes and steps; everything else of the method is the same in every configuration. */
export interface Configuration {
  readonly backbone: Backbone;
  readonly preTraining: {
    /** Pictures of a batch; each is seen in four rotations. */
    readonly batchSize: number;
    readonly epochs: number;
    /** Training stops after this many steps, however few epochs they are. */
    readonly steps: number;
  };
  readonly fineTuning: {
    readonly episodes: number;
    readonly queriesPerClass: number;
    /** Of that of pre-training: propagation alone would undo what was learnt at the full rate. */
    readonly learningRateShare: number;
  };
}

/** Classes of an episode. */
export const ways = 5;

export const optimiser = {
  learningRate: 0.05,
  momentum: 0.9,
  /** The rate is multiplied by `factor` after `patience` epochs without improvement, and training stops below `least` (the paper). */
  factor: 0.1,
  patience: 10,
  least: 1e-5,
} as const;

/** Of both Algorithms 1 and 2. */
export const alpha = 0.9;

/** As the paper prints it; its number of pictures in a batch of pre-training, of epochs until it converged. Needs a GPU. */
export const full: Readonly<Record<'conv4' | 'resnet12', Configuration>> = {
  conv4: {
    backbone: conv4(84, 3, 64),
    preTraining: { batchSize: 128, epochs: 200, steps: Number.POSITIVE_INFINITY },
    fineTuning: { episodes: 3_700, queriesPerClass: 15, learningRateShare: 0.1 },
  },
  resnet12: {
    backbone: resnet12(84, 3, [64, 128, 256, 512]),
    preTraining: { batchSize: 128, epochs: 200, steps: Number.POSITIVE_INFINITY },
    fineTuning: { episodes: 3_700, queriesPerClass: 15, learningRateShare: 0.1 },
  },
};

/** For two cores: smaller pictures, fewer filters, smaller batches, fewer steps. The sizes are the paper's card's; of the steps the task's README says what was tried. */
export const small: Configuration = {
  backbone: conv4(28, 1, 16),
  preTraining: { batchSize: 32, epochs: 200, steps: 500 },
  fineTuning: { episodes: 40, queriesPerClass: 15, learningRateShare: 0.1 },
};
