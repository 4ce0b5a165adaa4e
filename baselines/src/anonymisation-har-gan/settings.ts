import type { AutoencoderSettings } from './convolutional-autoencoder.js';
import type { ReIdentifierSettings } from './re-identifier.js';

export interface Schedule {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

export interface GanSchedule extends Schedule {
  /** Both learning rates are multiplied by this after each epoch. */
  readonly decay: number;
}

export interface LatentSettings {
  /** Size of the noise vector z. */
  readonly size: number;
  /** Units of the first dense layer. */
  readonly hidden: number;
  /** Weights of C_x and C_z in their sum. */
  readonly weights: readonly [number, number];
}

export interface Settings {
  readonly autoencoder: AutoencoderSettings;
  readonly latent: LatentSettings;
  /** Of the discriminator's three convolutions. */
  readonly discriminator: readonly [number, number, number];
  readonly reIdentifier: ReIdentifierSettings;
  /** m and b of l → m · l + b in the loss of AG and AcG; m + b = 1. */
  readonly clipping: { readonly m: number; readonly b: number };
  readonly training: { readonly autoencoder: Schedule; readonly reIdentifier: Schedule; readonly gan: GanSchedule };
}

const clipping = { m: 0.5, b: 0.5 } as const;

/** As printed or in the authors' code; what neither states is listed in the task's README. */
export const full: Settings = {
  autoencoder: { channels: [16, 32, 64], timePadding: 5, dropout: 0.1 },
  latent: { size: 64, hidden: 128, weights: [1, 0.5] },
  discriminator: [16, 32, 64],
  reIdentifier: { branches: 1, convolutions: 4, kernel: 5, filters: 64, units: 256, pooledSteps: null, dropout: 0.5 },
  clipping,
  training: {
    autoencoder: { epochs: 50, batchSize: 50, learningRate: 1e-3 },
    reIdentifier: { epochs: 100, batchSize: 50, learningRate: 1e-3 },
    gan: { epochs: 20, batchSize: 50, learningRate: 1e-5, decay: 0.95 },
  },
};

/** For two cores: narrower, a re-identifier that averages over time, and larger steps for fewer epochs; nothing else. */
export const small: Settings = {
  autoencoder: { channels: [8, 16, 32], timePadding: 5, dropout: 0.1 },
  latent: { size: 16, hidden: 64, weights: [1, 0.5] },
  discriminator: [8, 16, 32],
  reIdentifier: { branches: 1, convolutions: 4, kernel: 5, filters: 8, units: 32, pooledSteps: 4, dropout: 0.5 },
  clipping,
  training: {
    autoencoder: { epochs: 8, batchSize: 64, learningRate: 5e-3 },
    reIdentifier: { epochs: 8, batchSize: 64, learningRate: 3e-3 },
    gan: { epochs: 8, batchSize: 64, learningRate: 5e-4, decay: 0.9 },
  },
};
