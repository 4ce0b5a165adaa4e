import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { SubmissionFailure } from '../../sandbox/submission-failure.js';
import type { Exchanged, OutgoingMessage, Received, Session } from '../session.js';

type Asked = Extract<OutgoingMessage, { id: number }>;

/** Sends one message and waits for the `outputs` of its id; shapes are not looked at yet. @throws SubmissionFailure */
export function oneAnswer(
  session: Session,
  message: Asked,
  inputs: NamedTensors,
  deadlineMs: number,
): Pick<Exchanged, 'tensors' | 'latencyMs'> {
  const answer = session.exchange(message, inputs, deadlineMs);
  checkAnswers(answer, message);
  return answer;
}

/** @throws SubmissionFailure wire-garbage unless it is the `outputs` of that id */
export function checkAnswers({ message }: Pick<Received, 'message'>, asked: Asked): void {
  if (message.type === 'outputs' && message.id === asked.id) return;
  throw new SubmissionFailure(
    'wire-garbage',
    `message "${message.type}" in answer to ${asked.type} ${asked.id}`,
    `Answer ${asked.type} with outputs of the same id.`,
  );
}
