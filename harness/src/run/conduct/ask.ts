import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { itemOf, stack } from '../batch.js';
import { type LoadOptions, load } from '../load.js';
import type { Session } from '../session.js';

export interface Asked {
  /** One answer for each input, in the same order. */
  readonly outputs: readonly NamedTensors[];
  /** Samples of latency: one for each query of up to the protocol's batch size, or for each step of it. */
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

  /** @param itemsPerQuery default: the protocol's batch size @throws SubmissionFailure */
  ask(inputs: readonly NamedTensors[], itemsPerQuery = this.options.task.timing.batchSize): Asked {
    const { task, track, limits, interaction } = this.options;
    const outputs: NamedTensors[] = [];
    const latenciesMs: number[] = [];
    for (let from = 0; from < inputs.length; from += itemsPerQuery) {
      const batch = inputs.slice(from, from + itemsPerQuery);
      const call = interaction.ask(this.session, {
        id: this.nextId++,
        items: batch.length,
        inputs: stack(batch, track.testInputs),
        outputs: task.outputs,
        // The budget is for a query of the protocol's batch.
        deadlineMs: limits.queryMs.limit * Math.max(1, itemsPerQuery / task.timing.batchSize),
      });
      for (const part of call.parts) latenciesMs.push(part.latencyMs);
      for (const position of batch.keys()) outputs.push(itemOf(call.outputs, position));
    }
    return { outputs, latenciesMs };
  }
}
