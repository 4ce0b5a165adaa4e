import { checkOutputs } from '../check-outputs.js';
import type { InteractionRunner, QueryCall } from './interaction-runner.js';
import { oneAnswer } from './one-answer.js';

const asMessage = ({ id, items }: QueryCall) => ({ type: 'transform', id, items }) as const;

/** Items and the conditions under which they are to be changed there, the changed items back. Which inputs are items: those that an output is named after. */
export const transform: InteractionRunner = {
  id: 'transform',
  ask: (session, call) => {
    const { tensors, latencyMs } = oneAnswer(session, asMessage(call), call.inputs, call.deadlineMs);
    checkOutputs(tensors, call.outputs, call.items, call.inputs);
    return { outputs: tensors, latencyMs, parts: [{ latencyMs, items: call.items }] };
  },
  asOneMessage: asMessage,
};
