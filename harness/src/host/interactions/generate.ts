import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { Generator } from '@paretoboard/sdk/submission.js';
import { checkPredictions } from '../check-predictions.js';
import { NotServedError } from '../report-error.js';
import type { CallMessage, HostInteraction, LoadMessage } from './host-interaction.js';

async function outputOf(generator: Generator, message: CallMessage, tensors: NamedTensors): Promise<NamedTensors> {
  if (message.type === 'generate.reconstruct')
    return { reconstruction: await generator.reconstruct(tensors, message.items) };
  if (message.type === 'generate.sample') return { sample: await generator.sample(tensors.seed!.data as Int32Array) };
  throw new NotServedError(`message "${message.type}" is not served by this interaction`);
}

function zeros({ outputs }: LoadMessage, name: string, items: number): Tensor {
  const spec = outputs.find((output) => output.name === name);
  if (!spec) throw new NotServedError(`the task wants no "${name}"`);
  return nullOutputs([spec], items)[name]!;
}

/** Items in, reconstructions out; seeds in, samples out. */
export const generate: HostInteraction<Generator> = {
  id: 'generate',
  serve: (generator) => ({
    parameters: generator.parameters,
    answer: async (message, tensors, connection) => {
      const outputs: unknown = await outputOf(generator, message, tensors);
      checkPredictions(outputs);
      connection.write({ type: 'outputs', id: (message as { id: number }).id }, outputs);
    },
  }),
  nullModel: (load) => ({
    parameters: null,
    reconstruct: (_inputs, items) => zeros(load, 'reconstruction', items),
    sample: (seeds) => zeros(load, 'sample', seeds.length),
  }),
};
