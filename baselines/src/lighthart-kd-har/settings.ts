import type { Distillation, TrainingSettings } from './train-network.js';

/** Adam stands in for the paper's SGD of rate 0.0025, whose epochs are not stated. Chosen on held-out training subjects: the task's README. */
const common = { batchSize: 64, learningRate: 2e-3 };

export const studentSettings: TrainingSettings = { ...common, epochs: 200, dropout: 0.1, weightDecay: 0.05 };
export const teacherSettings: TrainingSettings = { ...common, epochs: 120, dropout: 0.1, weightDecay: 0 };
export const cnnSettings: TrainingSettings = { ...common, epochs: 120, dropout: 0.2, weightDecay: 0 };

/** The temperature is not stated in the paper; 2 is the value of the authors' later public repository. The weight is its square (Hinton et al. 2015). */
export const distillationSettings: Pick<Distillation, 'temperature' | 'weight'> = { temperature: 2, weight: 4 };
