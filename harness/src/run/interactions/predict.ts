import { checkOutputs } from '../check-outputs.js';
import type { InteractionRunner, QueryCall } from './interaction-runner.js';
import { oneAnswer } from './one-answer.js';

const asMessage = ({ id, items }: QueryCall) => ({ type: 'predict', id, items }) as const;

/** A batch there, its outputs back. */
export const predict: InteractionRunner = {
  id: 'predict',
  ask: (session, call) => {
    const { tensors, latencyMs } = oneAnswer(session, asMessage(call), call.inputs, call.deadlineMs, call.meanwhile);
    checkOutputs(tensors, call.outputs, call.items, call.inputs);
    return { outputs: tensors, latencyMs, parts: [{ latencyMs, items: call.items }] };
  },
  asOneMessage: asMessage,
};
