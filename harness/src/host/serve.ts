import type { Interaction } from '@paretoboard/contract/interaction.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { HarnessMessage } from '@paretoboard/contract/wire.js';
import type { Submission } from '@paretoboard/sdk/submission.js';
import type { OpenRuntime } from '../runtimes/runtime.js';
import type { HarnessConnection } from './harness-connection.js';
import type { LoadMessage, ServedModel } from './interactions/host-interaction.js';
import { hostInteraction } from './interactions/registry.js';
import { loadContext } from './load-context.js';
import { errorMessage, NotServedError } from './report-error.js';
import { trainContext } from './train-context.js';

/** What answers the calls: a submission's module in a runtime, or one of our own, which needs neither. */
export interface Implementation {
  /** @param constants of the task */
  train(
    begin: Extract<HarnessMessage, { type: 'train.begin' }>,
    constants: NamedTensors,
    connection: HarnessConnection,
  ): Promise<void>;
  load(load: LoadMessage, constants: NamedTensors): Promise<ServedModel>;
}

/** @throws NotServedError naming both */
function checkInteraction(submission: Submission, asked: Interaction): void {
  if (submission.interaction === asked) return;
  throw new NotServedError(`the submission serves interaction "${submission.interaction}", the task asks "${asked}"`);
}

export function moduleImplementation(submission: Submission, runtime: OpenRuntime): Implementation {
  return {
    train: async (begin, constants, connection) => {
      checkInteraction(submission, begin.interaction);
      const summary = await submission.train(trainContext(begin, constants, runtime, connection));
      connection.write({
        type: 'train.done',
        declared: {
          steps: summary.steps,
          epochs: summary.epochs,
          ...(summary.privacy && { privacy: summary.privacy }),
        },
        parameters: summary.parameters,
      });
    },
    load: async (load, constants) => {
      checkInteraction(submission, load.interaction);
      const loaded = await submission.load(loadContext(load, constants, runtime));
      return hostInteraction(load.interaction).serve(loaded, load);
    },
  };
}

export const nullImplementation: Implementation = {
  train: () => Promise.reject(new NotServedError('the null model has nothing to train')),
  load: async (load) => {
    const interaction = hostInteraction(load.interaction);
    return interaction.serve(interaction.nullModel(load), load);
  },
};

/** Answers the harness until it says bye. An exception of the submission becomes an `error` frame. */
export async function serve(implementation: Implementation, connection: HarnessConnection): Promise<void> {
  let model: ServedModel | null = null;
  for (;;) {
    const { message, tensors } = connection.read();
    if (message.type === 'bye') return;
    try {
      if (message.type === 'train.begin') {
        await implementation.train(message, tensors, connection);
      } else if (message.type === 'load') {
        model = await implementation.load(message, tensors);
        connection.write({ type: 'loaded', parameters: model.parameters });
      } else if (message.type === 'rows' || message.type === 'answers') {
        throw new NotServedError(`message "${message.type}" answers nothing that was asked`);
      } else {
        if (!model) throw new NotServedError(`message "${message.type}" before load`);
        await model.answer(message, tensors, connection);
      }
    } catch (error) {
      connection.write(errorMessage(error, 'id' in message ? message.id : null));
    }
  }
}
