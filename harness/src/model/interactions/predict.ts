import type { Predictor } from '@paretoboard/sdk/submission.js';
import { type ModelInteraction, wholePart } from './model-interaction.js';

/** Inputs through the model to the outputs. */
export const predict: ModelInteraction = {
  uses: (pipeline, { inputs, outputs }) => [
    { model: null, place: '', part: wholePart(pipeline), fields: inputs, wanted: outputs },
  ],
  serve: (running): Predictor => ({
    parameters: running.parameters,
    predict: async (inputs, items) => (await running.runners[0]!.run(inputs, items)).outputs,
  }),
};
