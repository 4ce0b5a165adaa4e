import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { SubmissionFailure } from '../../sandbox/submission-failure.js';
import type { Exchanged, OutgoingMessage, Session } from '../session.js';

/** Sends one message and waits for the `outputs` of its id; shapes are not looked at yet. @throws SubmissionFailure */
export function oneAnswer(
  session: Session,
  message: Extract<OutgoingMessage, { id: number }>,
  inputs: NamedTensors,
  deadlineMs: number,
  meanwhile?: () => void,
): Pick<Exchanged, 'tensors' | 'latencyMs'> {
  const answer = session.exchange(message, inputs, deadlineMs, meanwhile);
  if (answer.message.type === 'outputs' && answer.message.id === message.id) return answer;
  throw new SubmissionFailure(
    'wire-garbage',
    `message "${answer.message.type}" in answer to ${message.type} ${message.id}`,
    `Answer ${message.type} with outputs of the same id.`,
  );
}
