/** Widths, depths and steps of both kinds of autoencoder. */
export interface NetworkSettings {
  /** Of the encoder's strided convolutions, first to last; the decoder mirrors them. */
  readonly channels: readonly number[];
  /** Time steps of spiking networks. */
  readonly steps: number;
  readonly latent: number;
  /** Spiking outputs to one latent unit, of which one is picked at random. */
  readonly outputsPerUnit: number;
  /** Hidden units of the latent posterior and prior. */
  readonly hidden: readonly [number, number];
}

export interface TrainingSettings {
  readonly epochs: number;
  /** Expected, where batches are Poisson samples. */
  readonly batchSize: number;
  /** Examples whose gradients are held at a time. */
  readonly microBatch: number;
  readonly learningRate: number;
  readonly weightDecay: number;
}

export interface Settings {
  readonly network: NetworkSettings;
  readonly training: TrainingSettings;
}

const rates = { learningRate: 1e-3, weightDecay: 1e-3 } as const;

/** As printed, and where the paper is silent as in FSVAE, which it follows. */
export const full: Settings = {
  network: { channels: [32, 64, 128, 256], steps: 16, latent: 128, outputsPerUnit: 20, hidden: [256, 512] },
  training: { ...rates, epochs: 150, batchSize: 250, microBatch: 2 },
};

/** For two cores: other widths, depths and steps, nothing else. */
export const small: Settings = {
  network: { channels: [8, 16], steps: 4, latent: 16, outputsPerUnit: 5, hidden: [32, 64] },
  training: { ...rates, epochs: 6, batchSize: 32, microBatch: 64 },
};

/** Clipping norm of MNIST. */
export const clip = 3;
/** The paper's noise for its printed ε of 10. */
export const printedSigma = 0.001;
/** Noise that protects. */
export const protectiveSigma = 1;
