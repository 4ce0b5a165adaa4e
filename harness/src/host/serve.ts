import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { relativePathSchema } from '@paretoboard/contract/primitives.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { HarnessMessage } from '@paretoboard/contract/wire.js';
import type { LoadContext, Predictor, Submission } from '@paretoboard/sdk/submission.js';
import type { OpenRuntime } from '../runtimes/runtime.js';
import { checkPredictions } from './check-predictions.js';
import type { HarnessConnection } from './harness-connection.js';
import { nullOutputs } from './null-submission.js';
import { errorMessage, NotServedError } from './report-error.js';
import { trainContext } from './train-context.js';

type Load = Extract<HarnessMessage, { type: 'load' }>;

function loadContext(load: Load, runtime: OpenRuntime): LoadContext {
  const { name, version, device, threads } = runtime;
  return {
    tf: runtime.tf,
    runtime: { name, version, device, threads },
    task: load.task,
    track: load.track,
    inputs: load.inputs,
    outputs: load.outputs,
    read: (file) => new Uint8Array(readFileSync(join(load.artefactFolder, relativePathSchema.parse(file)))),
  };
}

/** What answers the calls: a submission's module in a runtime, or the null submission, which needs neither. */
export interface Implementation {
  train(begin: Extract<HarnessMessage, { type: 'train.begin' }>, connection: HarnessConnection): Promise<void>;
  load(load: Load): Promise<Predictor>;
}

export function moduleImplementation(submission: Submission, runtime: OpenRuntime): Implementation {
  return {
    train: async (begin, connection) => {
      const summary = await submission.train(trainContext(begin, runtime, connection));
      connection.write({
        type: 'train.done',
        declared: { steps: summary.steps, epochs: summary.epochs },
        parameters: summary.parameters,
      });
    },
    load: async (load) => submission.load(loadContext(load, runtime)),
  };
}

export const nullImplementation: Implementation = {
  train: () => Promise.reject(new NotServedError('the null model has nothing to train')),
  load: async (load) => ({ parameters: null, predict: (_inputs, items) => nullOutputs(load.outputs, items) }),
};

async function answer(
  message: HarnessMessage,
  tensors: NamedTensors,
  predictor: Predictor | null,
  connection: HarnessConnection,
): Promise<void> {
  if (message.type !== 'predict')
    throw new NotServedError(`message "${message.type}" is not served by this interaction`);
  if (!predictor) throw new Error('predict before load');
  const outputs: unknown = await predictor.predict(tensors, message.items);
  checkPredictions(outputs);
  connection.write({ type: 'outputs', id: message.id }, outputs);
}

/** Answers the harness until it says bye. An exception of the submission becomes an `error` frame. */
export async function serve(implementation: Implementation, connection: HarnessConnection): Promise<void> {
  let predictor: Predictor | null = null;
  for (;;) {
    const { message, tensors } = connection.read();
    if (message.type === 'bye') return;
    try {
      if (message.type === 'train.begin') {
        await implementation.train(message, connection);
      } else if (message.type === 'load') {
        predictor = await implementation.load(message);
        connection.write({ type: 'loaded', parameters: predictor.parameters });
      } else {
        await answer(message, tensors, predictor, connection);
      }
    } catch (error) {
      connection.write(errorMessage(error, 'id' in message ? message.id : null));
    }
  }
}
