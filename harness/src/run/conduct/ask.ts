import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { itemOf, stack } from '../batch.js';
import { type LoadOptions, load } from '../load.js';
import { predictCall } from '../predict-call.js';
import type { Session } from '../session.js';

export interface Asked {
  /** One answer for each input, in the same order. */
  readonly outputs: readonly NamedTensors[];
  /** One latency for each query of up to the protocol's batch size. */
  readonly latenciesMs: readonly number[];
}

/** A loaded session that is asked like the timed one: same batch size, dtypes and deadline. */
export class Questioner {
  private nextId = 0;

  constructor(
    private readonly session: Session,
    private readonly options: LoadOptions,
  ) {
    load(session, options);
  }

  /** @throws SubmissionFailure */
  ask(inputs: readonly NamedTensors[]): Asked {
    const { task, track, limits } = this.options;
    const outputs: NamedTensors[] = [];
    const latenciesMs: number[] = [];
    for (let from = 0; from < inputs.length; from += task.timing.batchSize) {
      const batch = inputs.slice(from, from + task.timing.batchSize);
      const call = predictCall(this.session, {
        id: this.nextId++,
        items: batch.length,
        inputs: stack(batch, track.testInputs),
        outputs: task.outputs,
        deadlineMs: limits.queryMs.limit,
      });
      latenciesMs.push(call.latencyMs);
      for (const position of batch.keys()) outputs.push(itemOf(call.outputs, position));
    }
    return { outputs, latenciesMs };
  }
}
