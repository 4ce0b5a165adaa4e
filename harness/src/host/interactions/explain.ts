import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { Ask, Explainer } from '@paretoboard/sdk/submission.js';
import { checkPredictions } from '../check-predictions.js';
import type { HarnessConnection } from '../harness-connection.js';
import { NotServedError } from '../report-error.js';
import type { HostInteraction } from './host-interaction.js';

const withoutBatch = (tensor: Tensor): Tensor => ({ ...tensor, shape: tensor.shape.slice(1) });
const withBatch = (tensor: Tensor): Tensor => ({ ...tensor, shape: [1, ...tensor.shape] });

function mapTensors(tensors: NamedTensors, change: (tensor: Tensor) => Tensor): NamedTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));
}

/** `ask` on the wire, for the explanation of this id. */
function askOver(connection: HarnessConnection, id: number, budget: number): Ask {
  let rowsLeft = budget;
  const ask = (rows: NamedTensors, items: number): NamedTensors => {
    checkPredictions(rows);
    connection.write({ type: 'ask', id, items }, rows);
    const { message, tensors } = connection.read();
    if (message.type !== 'answers' || message.id !== id)
      throw new Error(`expected answers for explanation ${id}, found ${message.type}`);
    rowsLeft = message.rowsLeft;
    return tensors;
  };
  return Object.defineProperty(ask, 'rowsLeft', { get: () => rowsLeft }) as Ask;
}

export const explain: HostInteraction<Explainer> = {
  id: 'explain',
  serve: (explainer) => ({
    parameters: explainer.parameters,
    answer: async (message, tensors, connection) => {
      if (message.type !== 'explain')
        throw new NotServedError(`message "${message.type}" is not served by this interaction`);
      const ask = askOver(connection, message.id, message.rowsLeft);
      const outputs: unknown = await explainer.explain(mapTensors(tensors, withoutBatch), ask);
      checkPredictions(outputs);
      connection.write({ type: 'outputs', id: message.id }, mapTensors(outputs, withBatch));
    },
  }),
  /** Asks nothing. */
  nullModel: (load) => ({
    parameters: null,
    explain: (instance) => mapTensors(nullOutputs(load.outputs, 1, mapTensors(instance, withBatch)), withoutBatch),
  }),
};
