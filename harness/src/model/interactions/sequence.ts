import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import type { SequenceModel } from '@paretoboard/sdk/submission.js';
import { perEntry } from '../../task/per-entry.js';
import { itemShape } from '../check-pipeline.js';
import { filled } from '../model-runner.js';
import { carrierOf } from '../open-model.js';
import type { Batch } from '../tensor-type.js';
import { type ModelInteraction, type RunningModels, wholePart } from './model-interaction.js';

/** Sequences are of many lengths: what comes step by step has an axis of no fixed size first. */
const asSeen = (spec: TensorSpec): TensorSpec => (spec.shape[0] === null ? perEntry(spec) : spec);

type State = NonNullable<Parameters<ModelInteraction['serve']>[1]['state']>;

function firstStates({ models }: RunningModels, state: State, batch: 'first-axis' | 'none'): Record<string, Batch> {
  return Object.fromEntries(
    state.map(({ input, initial }) => {
      const tensor = models[0]!.inputs.find(({ name }) => name === input)!;
      const shape = itemShape(tensor, batch, input) as number[];
      return [input, filled(carrierOf(tensor.dtype)!, shape, initial)];
    }),
  );
}

/** Each step goes through the model with what the sequence began with, and what the model kept of the step before. */
export const sequence: ModelInteraction = {
  uses: (pipeline, { inputs, outputs }) => {
    const { state } = pipeline;
    const part = { ...wholePart(pipeline), ...(state ? { state } : {}) };
    return [{ model: null, place: '', part, fields: inputs.map(asSeen), wanted: outputs.map(perEntry) }];
  },
  serve: (running, { state = [], batch }): SequenceModel => {
    let begun: NamedTensors = {};
    let states: Record<string, Batch> = {};
    return {
      parameters: running.parameters,
      begin: (inputs) => {
        begun = inputs;
        states = firstStates(running, state, batch);
      },
      step: async (inputs) => {
        const made = await running.runners[0]!.run({ ...begun, ...inputs }, 1, { state: states });
        states = Object.fromEntries(state.map(({ input, output }) => [input, made.state[output]!]));
        return made.outputs;
      },
    };
  },
};
