import type { Interaction } from '@paretoboard/contract/interaction.js';
import type { InteractionRunner, OneMessage } from './interaction-runner.js';
import { oneAnswer } from './one-answer.js';

/** An interaction that asks each query in one message. */
export function inOneMessage(id: Interaction, oneMessage: OneMessage): InteractionRunner {
  return {
    id,
    ask: (session, call) => {
      const { tensors, latencyMs } = oneAnswer(session, oneMessage.of(call), call.inputs, call.deadlineMs);
      oneMessage.check(call, tensors);
      return { outputs: tensors, latencyMs, parts: [{ latencyMs, items: call.items }] };
    },
    oneMessage,
  };
}
