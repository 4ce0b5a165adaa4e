import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import type { Predictor } from '@paretoboard/sdk/submission.js';
import { checkPredictions } from '../check-predictions.js';
import { NotServedError } from '../report-error.js';
import type { HostInteraction } from './host-interaction.js';

export const predict: HostInteraction<Predictor> = {
  id: 'predict',
  serve: (predictor) => ({
    parameters: predictor.parameters,
    answer: async (message, tensors, connection) => {
      if (message.type !== 'predict')
        throw new NotServedError(`message "${message.type}" is not served by this interaction`);
      const outputs: unknown = await predictor.predict(tensors, message.items);
      checkPredictions(outputs);
      connection.write({ type: 'outputs', id: message.id }, outputs);
    },
  }),
  nullModel: (load) => ({ parameters: null, predict: (inputs, items) => nullOutputs(load.outputs, items, inputs) }),
};
