/** How the output tokens of a block are chosen. `all`: every token; `dynamic`: as many as the content asks for, at most K; `top-k`: the K best; `random-k`: any K. */
export type Sampling = 'all' | 'dynamic' | 'top-k' | 'random-k';

export interface NetworkSettings {
  /** Sides of the two crops, pixels. */
  readonly templateSize: number;
  readonly searchSize: number;
  readonly patch: number;
  readonly width: number;
  readonly heads: number;
  /** Of the ConvFFN, and of the sequence encoder's feed-forward part. */
  readonly hidden: number;
  /** For each DDC block, the most tokens that it hands on (K); null: all. */
  readonly samples: readonly (number | null)[];
  readonly bins: number;
  /** Layers of the sequence encoder. */
  readonly wordLayers: number;
}

export interface MethodSettings {
  readonly sampling: Sampling;
  /** Words of the boxes of the latest frames are tokens too. */
  readonly hasTemporalSequence: boolean;
  readonly updatesTemplate: boolean;
}

export interface TrainingSettings {
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly temperature: number;
  /** Of the contrastive loss, beside the cross-entropy of the words. */
  readonly contrastiveWeight: number;
  /** How wrong the earlier boxes are made that the search region is about: moved by a normal share of the size, sides scaled by a normal exponent. At test time they are answers. */
  readonly jitter: { readonly move: number; readonly scale: number };
  /** Whether pairs of crops are turned over and change colours at random. */
  readonly isDisguised: boolean;
}

export interface Configuration {
  readonly network: NetworkSettings;
  readonly training: TrainingSettings;
}

export const historyLength = 5;
export const wordsPerBox = 4;

/** As printed, where it is printed; DeiT-S has 12 layers and is given its printed width of 256. Here nothing runs it: 500 epochs of 60,000 pairs. */
export const full: Configuration = {
  network: {
    templateSize: 128,
    searchSize: 256,
    patch: 16,
    width: 256,
    heads: 8,
    hidden: 1024,
    samples: [null, null, null, 256, 224, 192, 160, 128, 112, 96, 80, 64],
    bins: 3500,
    wordLayers: 12,
  },
  training: {
    steps: 468_500,
    batchSize: 64,
    learningRate: 1e-4,
    weightDecay: 1e-4,
    temperature: 0.1,
    contrastiveWeight: 0.1,
    jitter: { move: 0.35, scale: 0.1 },
    isDisguised: false,
  },
};

/** Two cores, some minutes: widths, depths, sizes and steps differ from `full`, and, as twenty videos are few, pairs are disguised. */
export const small: Configuration = {
  network: {
    templateSize: 32,
    searchSize: 64,
    patch: 8,
    width: 48,
    heads: 4,
    hidden: 96,
    samples: [null, 40, 20],
    bins: 64,
    wordLayers: 1,
  },
  training: { ...full.training, steps: 800, batchSize: 32, learningRate: 4e-3, isDisguised: true },
};
