import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import { checkOutputs } from './check-outputs.js';
import type { Session } from './session.js';

export interface PredictCall {
  readonly id: number;
  readonly items: number;
  readonly inputs: NamedTensors;
  readonly outputs: readonly TensorSpec[];
  readonly deadlineMs: number;
}

/** One `predict` there and back; the answer is checked after the clock has stopped. @throws SubmissionFailure */
export function predictCall(session: Session, call: PredictCall): { outputs: NamedTensors; latencyMs: number } {
  const { message, tensors, latencyMs } = session.exchange(
    { type: 'predict', id: call.id, items: call.items },
    call.inputs,
    call.deadlineMs,
  );
  if (message.type !== 'outputs' || message.id !== call.id) {
    throw new SubmissionFailure(
      'wire-garbage',
      `message "${message.type}" in answer to predict ${call.id}`,
      'Answer predict with outputs of the same id.',
    );
  }
  checkOutputs(tensors, call.outputs, call.items);
  return { outputs: tensors, latencyMs };
}
