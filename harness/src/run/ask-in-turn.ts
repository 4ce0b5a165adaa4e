import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import type { InteractionRunner, OneMessage, QueryCall, TimedPart } from './interactions/interaction-runner.js';
import { checkAnswers } from './interactions/one-answer.js';
import type { Session } from './session.js';

/** Items of one query, side by side. */
export interface Batch {
  readonly items: readonly unknown[];
  readonly inputs: NamedTensors;
}

export interface AnsweredBatch<Asked extends Batch> {
  readonly batch: Asked;
  /** Checked as the interaction checks them. */
  readonly outputs: NamedTensors;
  readonly parts: readonly TimedPart[];
}

export interface AskInTurn<Asked extends Batch> {
  readonly session: Session;
  readonly interaction: InteractionRunner;
  /** What the task wants of one item. */
  readonly outputs: readonly TensorSpec[];
  readonly deadlineMs: number;
  /** Read one at a time, and not before it is needed. */
  readonly batches: Iterator<Asked>;
}

/**
 * Asks batch after batch, each when the answer to the one before has arrived in full. What else is to be done, reading the next batch and judging an answer,
 * is done while the submission computes: it would compute slower after a rest. @throws SubmissionFailure
 */
export function askInTurn<Asked extends Batch>(asking: AskInTurn<Asked>): Iterable<AnsweredBatch<Asked>> {
  const { oneMessage } = asking.interaction;
  return oneMessage ? inMessages(asking, oneMessage) : inConversations(asking);
}

function nextOf<Asked extends Batch>({ batches }: AskInTurn<Asked>): Asked | null {
  const { done, value } = batches.next();
  return done ? null : value;
}

function callOf({ outputs, deadlineMs }: AskInTurn<Batch>, id: number, { items, inputs }: Batch): QueryCall {
  return { id, items: items.length, inputs, outputs, deadlineMs };
}

function* inConversations<Asked extends Batch>(asking: AskInTurn<Asked>): Iterable<AnsweredBatch<Asked>> {
  let id = 0;
  for (let batch = nextOf(asking); batch; batch = nextOf(asking)) {
    const { outputs, parts } = asking.interaction.ask(asking.session, callOf(asking, id, batch));
    yield { batch, outputs, parts };
    id += batch.items.length;
  }
}

function* inMessages<Asked extends Batch>(asking: AskInTurn<Asked>, oneMessage: OneMessage) {
  const { session, deadlineMs } = asking;
  let id = 0;
  const ask = (batch: Asked) => {
    const call = callOf(asking, id, batch);
    const message = oneMessage.of(call);
    // Before the submission can see a byte of it.
    const sentMs = performance.now();
    session.send(message, call.inputs, deadlineMs, 'queryMs');
    id += call.items;
    return { batch, call, message, sentMs };
  };
  const first = nextOf(asking);
  let asked = first && ask(first);
  while (asked) {
    const { batch, call, message, sentMs } = asked;
    // The first call is a figure of its own.
    let next = batch === first ? null : nextOf(asking);
    const answer = session.receive(deadlineMs, 'queryMs');
    checkAnswers(answer, message);
    if (batch === first) next = nextOf(asking);
    asked = next && ask(next);
    const latencyMs = answer.receivedMs - sentMs;
    oneMessage.check(call, answer.tensors);
    yield { batch, outputs: answer.tensors, parts: [{ latencyMs, items: call.items }] };
  }
}
