import type { Transformer } from '@paretoboard/sdk/submission.js';
import type { ModelInteraction } from './model-interaction.js';
import { predict } from './predict.js';

/** What is to be changed and its conditions through the model to what becomes of it. */
export const transform: ModelInteraction = {
  uses: predict.uses,
  serve: (running): Transformer => ({
    parameters: running.parameters,
    transform: async (batch, conditions, items) =>
      (await running.runners[0]!.run({ ...batch, ...conditions }, items)).outputs,
  }),
};
