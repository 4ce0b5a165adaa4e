/** How a model is trained: Adam at one rate, early stopping by Recall@10 of validation. */
export interface TrainingSettings {
  readonly batchSize: number;
  /** A larger batch is taken where an epoch would have more steps than this. */
  readonly mostStepsPerEpoch: number;
  readonly epochs: number;
  /** Epochs without a better recall, after which training ends. */
  readonly patience: number;
  readonly learningRate: number;
  /** Validation pairs that the recall is measured on, at most. */
  readonly validationPairs: number;
}

export interface Configuration {
  readonly width: number;
  readonly policyHidden: number;
  readonly layers: number;
  readonly training: TrainingSettings;
}

/** As printed (Table 1 of the paper). */
export const full: Configuration = {
  width: 64,
  policyHidden: 128,
  layers: 2,
  training: {
    batchSize: 256,
    mostStepsPerEpoch: Number.POSITIVE_INFINITY,
    epochs: 100,
    patience: 5,
    learningRate: 1e-3,
    validationPairs: Number.POSITIVE_INFINITY,
  },
};

/** For two cores: narrower, fewer steps; nothing else differs from {@link full}. */
export const small: Configuration = {
  ...full,
  width: 32,
  policyHidden: 64,
  training: { ...full.training, mostStepsPerEpoch: 64, validationPairs: 2_000 },
};
