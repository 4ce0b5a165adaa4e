import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { checkOutputs } from '../check-outputs.js';
import type { Session } from '../session.js';
import type { InteractionRunner, QueryCall } from './interaction-runner.js';
import { oneAnswer } from './one-answer.js';

type Exchange = ReturnType<typeof oneAnswer>;

const nothing: Exchange = { tensors: {}, latencyMs: 0 };

function wants({ outputs }: QueryCall, name: string): boolean {
  return outputs.some((output) => output.name === name);
}

function reconstruct(session: Session, call: QueryCall, inputs: NamedTensors): Exchange {
  if (!wants(call, 'reconstruction')) return nothing;
  const message = { type: 'generate.reconstruct', id: call.id, items: call.items } as const;
  return oneAnswer(session, message, inputs, call.deadlineMs);
}

function sample(session: Session, call: QueryCall, seed: NamedTensors[string] | undefined): Exchange {
  if (!wants(call, 'sample')) return nothing;
  if (!seed) throw new RangeError('a task that asks for samples has a test input "seed", int32 []');
  const message = { type: 'generate.sample', id: call.id, items: call.items } as const;
  return oneAnswer(session, message, { seed }, call.deadlineMs);
}

/**
 * Each item asks for a reconstruction of its inputs and for one sample by its seed, which never travel together: a sample cannot look at a test item.
 * Both are timed as one. Input `seed` and the outputs `reconstruction` and `sample` are the interaction's own; a task may want one of the outputs alone.
 */
export const generate: InteractionRunner = {
  id: 'generate',
  ask: (session, call) => {
    const { seed, ...inputs } = call.inputs;
    const reconstructed = reconstruct(session, call, inputs);
    const sampled = sample(session, call, seed);
    const outputs = { ...reconstructed.tensors, ...sampled.tensors };
    checkOutputs(outputs, call.outputs, call.items);
    const latencyMs = reconstructed.latencyMs + sampled.latencyMs;
    return { outputs, latencyMs, parts: [{ latencyMs, items: call.items }] };
  },
  oneMessage: null,
};
