import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import type { EpisodeLearner } from '@paretoboard/sdk/submission.js';
import { perEntry } from '../../task/per-entry.js';
import { checkPredictions } from '../check-predictions.js';
import { NotServedError } from '../report-error.js';
import type { HostInteraction } from './host-interaction.js';

export const episode: HostInteraction<EpisodeLearner> = {
  id: 'episode',
  serve: (learner) => {
    let hasSupport = false;
    return {
      parameters: learner.parameters,
      answer: async (message, tensors, connection) => {
        if (message.type === 'episode.support') {
          await learner.support(tensors, message.items);
          hasSupport = true;
          connection.write({ type: 'outputs', id: message.id }, {});
          return;
        }
        if (message.type !== 'episode.predict')
          throw new NotServedError(`message "${message.type}" is not served by this interaction`);
        if (!hasSupport) throw new NotServedError('message "episode.predict" before a support set');
        const outputs: unknown = await learner.predict(tensors, message.items);
        checkPredictions(outputs);
        connection.write({ type: 'outputs', id: message.id }, outputs);
      },
    };
  },
  nullModel: (load) => ({
    parameters: null,
    support: () => {},
    predict: (_queries, items) => nullOutputs(load.outputs.map(perEntry), items),
  }),
};
