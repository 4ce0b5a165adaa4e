import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { SequenceModel } from '@paretoboard/sdk/submission.js';
import { perEntry } from '../../task/per-entry.js';
import { checkPredictions } from '../check-predictions.js';
import { NotServedError } from '../report-error.js';
import type { CallMessage, HostInteraction } from './host-interaction.js';

type SequenceMessage = Extract<CallMessage, { type: `sequence.${string}` }>;

function asSequenceMessage(message: CallMessage): SequenceMessage {
  if (message.type === 'sequence.begin' || message.type === 'sequence.step' || message.type === 'sequence.end')
    return message;
  throw new NotServedError(`message "${message.type}" is not served by this interaction`);
}

/** One sequence at a time: the harness ends it before it begins another. */
class OneSequence {
  private isOpen = false;

  constructor(private readonly model: SequenceModel) {}

  async answer({ type }: SequenceMessage, tensors: NamedTensors): Promise<NamedTensors> {
    if ((type === 'sequence.begin') === this.isOpen)
      throw new NotServedError(`message "${type}" ${this.isOpen ? 'within a sequence' : 'outside a sequence'}`);
    switch (type) {
      case 'sequence.begin':
        await this.model.begin(tensors);
        this.isOpen = true;
        return {};
      case 'sequence.step': {
        const outputs: unknown = await this.model.step(tensors);
        checkPredictions(outputs, 'step');
        return outputs;
      }
      case 'sequence.end':
        this.isOpen = false;
        await this.model.end?.();
        return {};
    }
  }
}

/** What is known at the start, then step by step. */
export const sequence: HostInteraction<SequenceModel> = {
  id: 'sequence',
  serve: (model) => {
    const one = new OneSequence(model);
    return {
      parameters: model.parameters,
      answer: async (message, tensors, connection) => {
        const outputs = await one.answer(asSequenceMessage(message), tensors);
        connection.write({ type: 'outputs', id: message.id }, outputs);
      },
    };
  },
  nullModel: (load) => ({
    parameters: null,
    begin: () => {},
    step: () => nullOutputs(load.outputs.map(perEntry), 1),
  }),
};
