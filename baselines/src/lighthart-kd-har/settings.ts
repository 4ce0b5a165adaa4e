import type { TrainingSettings } from './train-network.js';

/** Adam stands in for the paper's SGD of rate 0.0025, whose epochs are not stated. */
export const studentSettings: TrainingSettings = { epochs: 200, batchSize: 64, learningRate: 2e-3, dropout: 0.1 };
export const teacherSettings: TrainingSettings = { epochs: 120, batchSize: 64, learningRate: 2e-3, dropout: 0.1 };
export const cnnSettings: TrainingSettings = { epochs: 120, batchSize: 64, learningRate: 2e-3, dropout: 0.2 };
/** Not stated in the paper; the value of the authors' later public repository. */
export const temperature = 2;
