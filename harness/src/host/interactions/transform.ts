import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { Transformer } from '@paretoboard/sdk/submission.js';
import { checkPredictions } from '../check-predictions.js';
import { NotServedError } from '../report-error.js';
import type { HostInteraction, LoadMessage } from './host-interaction.js';

/** Inputs that an output is named after, and the others. */
function partedBy({ outputs }: Pick<LoadMessage, 'outputs'>, inputs: NamedTensors): [NamedTensors, NamedTensors] {
  const isChanged = (name: string): boolean => outputs.some((output) => output.name === name);
  const entries = Object.entries(inputs);
  return [
    Object.fromEntries(entries.filter(([name]) => isChanged(name))),
    Object.fromEntries(entries.filter(([name]) => !isChanged(name))),
  ];
}

/** Items and their conditions in, the changed items out. */
export const transform: HostInteraction<Transformer> = {
  id: 'transform',
  serve: (transformer, load) => ({
    parameters: transformer.parameters,
    answer: async (message, tensors, connection) => {
      if (message.type !== 'transform')
        throw new NotServedError(`message "${message.type}" is not served by this interaction`);
      const [items, conditions] = partedBy(load, tensors);
      const outputs: unknown = await transformer.transform(items, conditions, message.items);
      checkPredictions(outputs, 'transform');
      connection.write({ type: 'outputs', id: message.id }, outputs);
    },
  }),
  nullModel: (load) => ({
    parameters: null,
    transform: (batch, _conditions, items) => nullOutputs(load.outputs, items, batch),
  }),
};
