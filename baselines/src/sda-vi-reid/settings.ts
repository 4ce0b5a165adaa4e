/** One stage of the trunk that both modalities share. */
export interface TrunkStage {
  /** One convolution, batch normalisation and ReLU a block, or ResNet's bottleneck. */
  readonly kind: 'plain' | 'bottleneck';
  readonly blocks: number;
  /** Channels out. */
  readonly width: number;
  /** Of the first block. */
  readonly stride: number;
  /** How many of the last blocks are followed by a non-local block. */
  readonly nonLocal: number;
}

export interface NetworkSettings {
  /** What pictures are resized to. */
  readonly size: readonly [height: number, width: number];
  /** One of its own for each modality. */
  readonly stem: { readonly filter: number; readonly width: number; readonly hasPool: boolean };
  readonly trunk: readonly TrunkStage[];
}

/** Everything that the configurations differ in: sizes and steps, no component. */
export interface ReIdSettings {
  readonly network: NetworkSettings;
  readonly learningRate: number;
  /** Steps of source pre-training, and of collaborative learning. */
  readonly steps: { readonly stageOne: number; readonly stageTwo: number };
}

/** People and pictures of each, in each modality, of a batch; as printed for stage two. A batch of one data set has as many pictures in all. */
export const sampling = { people: 4, pictures: 4 } as const;

/** Weights of the parts of the loss: λs and λh as printed, that of the triplet from the authors' code. */
export const lossWeights = { source: 0.25, alignment: 1, triplet: 2 } as const;

/** Kernel widths of the discrepancy, in medians of the differences. */
export const kernelWidths: readonly number[] = [0.25, 0.5, 1, 2, 4];

/** For two cores: sizes of the task's card; of steps and rate the task's README says what was tried. */
export const small: ReIdSettings = {
  network: {
    size: [48, 24],
    stem: { filter: 3, width: 16, hasPool: false },
    trunk: [
      { kind: 'plain', blocks: 1, width: 32, stride: 2, nonLocal: 0 },
      { kind: 'plain', blocks: 1, width: 64, stride: 2, nonLocal: 1 },
      { kind: 'plain', blocks: 1, width: 64, stride: 1, nonLocal: 0 },
    ],
  },
  learningRate: 5e-3,
  steps: { stageOne: 900, stageTwo: 300 },
};

/**
 * AGW as published: ResNet-50 with stride 1 in the last stage, five non-local blocks, 288 × 144. Some 47 epochs of SYSU-MM01's 34,167 training
 * pictures in steps of 64, as the authors' code has them for stage two. Without ImageNet weights, which are not at hand; needs a GPU.
 */
export const full: ReIdSettings = {
  network: {
    size: [288, 144],
    stem: { filter: 7, width: 64, hasPool: true },
    trunk: [
      { kind: 'bottleneck', blocks: 3, width: 256, stride: 1, nonLocal: 0 },
      { kind: 'bottleneck', blocks: 4, width: 512, stride: 2, nonLocal: 2 },
      { kind: 'bottleneck', blocks: 6, width: 1024, stride: 2, nonLocal: 3 },
      { kind: 'bottleneck', blocks: 3, width: 2048, stride: 1, nonLocal: 0 },
    ],
  },
  learningRate: 1e-3,
  steps: { stageOne: 25_000, stageTwo: 25_000 },
};
