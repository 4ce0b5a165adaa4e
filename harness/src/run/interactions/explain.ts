import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { SubmissionFailure } from '../../sandbox/submission-failure.js';
import { tensorMisfits } from '../../task/item-misfits.js';
import type { BlackBox, LoadedData, TaskModule } from '../../task/task-module.js';
import { itemOf, stack } from '../batch.js';
import { limitsOf } from '../budgets.js';
import { checkOutputs } from '../check-outputs.js';
import type { Exchanged, Session } from '../session.js';
import type { InteractionRunner, QueryCall, TimedPart } from './interaction-runner.js';

/** Rows that the explanation had answered, and in how many asks. */
const measured: readonly TensorSpec[] = [
  { name: 'asked', dtype: 'int32', shape: [2], description: 'rows that were asked, number of asks' },
];

interface Asked {
  rows: number;
  asks: number;
  waitMs: number;
}

interface Explained {
  /** With a batch of one. */
  readonly outputs: NamedTensors;
  readonly ownMs: number;
  readonly asked: Asked;
}

const withBatch = (specs: readonly TensorSpec[], items: number): TensorSpec[] =>
  specs.map((spec) => ({ ...spec, shape: [items, ...spec.shape] }));

function refuseAsk(message: string, remedy: string): never {
  throw new SubmissionFailure('wire-garbage', message, remedy);
}

/** One explanation: the submission asks, the black box answers, until there is an explanation. Asking and answering take turns. */
class Conversation {
  private readonly asked: Asked = { rows: 0, asks: 0, waitMs: 0 };
  private ownMs = 0;

  constructor(
    private readonly session: Session,
    private readonly box: BlackBox,
    private readonly budget: number,
    private readonly id: number,
    private readonly deadlineMs: number,
  ) {}

  run(inputs: NamedTensors): Explained {
    const { session, id, budget, deadlineMs } = this;
    let turn = session.exchange({ type: 'explain', id, rowsLeft: budget }, inputs, deadlineMs);
    this.ownMs += turn.latencyMs;
    while (turn.message.type === 'ask') turn = this.reply(turn);
    if (turn.message.type !== 'outputs' || turn.message.id !== id)
      refuseAsk(
        `message "${turn.message.type}" in answer to explain ${id}`,
        'Answer explain with asks and then outputs, all of its id.',
      );
    return { outputs: turn.tensors, ownMs: this.ownMs, asked: this.asked };
  }

  /** Answers an ask. What the submission does until its next frame is its own time; until the answers are on their way, it waits. */
  private reply({ message, tensors, receivedMs }: Exchanged): Exchanged {
    const { session, asked, id, box, budget } = this;
    const items = this.count(message);
    const misfits = tensorMisfits(tensors, withBatch(box.rows, items));
    const problem = misfits.length > 0 ? misfits.join(', ') : box.problem(tensors, items);
    if (problem !== null)
      refuseAsk(`ask ${asked.asks + 1} of explain ${id}: ${problem}`, 'Ask for rows as the task describes them.');
    asked.asks += 1;
    asked.rows += items;
    // A long answer freezes the submission: no thread of it may work for free while it is said to wait.
    const answers = session.uncharged(() => box.answer(tensors, items));
    const leftMs = Math.max(1, this.deadlineMs - this.ownMs);
    const turn = session.exchange({ type: 'answers', id, rowsLeft: budget - asked.rows }, answers, leftMs);
    this.ownMs += turn.latencyMs;
    asked.waitMs += turn.receivedMs - turn.latencyMs - receivedMs;
    return turn;
  }

  /** @throws SubmissionFailure for an ask of another id, of no rows, or of more than the budget has left */
  private count(message: Exchanged['message']): number {
    const { id, asked, budget } = this;
    if (message.type !== 'ask' || message.id !== id)
      refuseAsk(`an ask that is not of explain ${id}`, 'Repeat the id of explain in every ask.');
    if (message.items < 1) refuseAsk(`an ask of ${message.items} rows in explain ${id}`, 'Ask for at least one row.');
    const used = asked.rows + message.items;
    if (used <= budget) return message.items;
    throw new SubmissionFailure(
      'budget-exceeded',
      `${used} rows asked for one explanation; the budget is ${budget}`,
      'Ask for fewer rows: every explain and every answers says how many are left.',
      { budget: 'askedRows', used },
    );
  }
}

function partOf({ ownMs, asked }: Explained): TimedPart {
  return { latencyMs: ownMs, items: 1, asked: { waitMs: asked.waitMs, rows: asked.rows } };
}

function answerOf({ outputs, asked }: Explained): NamedTensors {
  const counts = { dtype: 'int32' as const, shape: [2], data: Int32Array.of(asked.rows, asked.asks) };
  return { ...itemOf(outputs, 0), asked: counts };
}

/**
 * An instance there; asks back, each answered by the task's black box in the harness's own process; an explanation back. Latency is the submission's own
 * time, the deadline too; what it waited for answers is kept beside it.
 * @throws RangeError for a task without a black box
 */
export function openExplain(module: TaskModule, data: LoadedData): InteractionRunner {
  const { definition } = module;
  const box = module.blackBox?.(data);
  if (!box) throw new RangeError(`task ${definition.id} is of interaction explain and has no black box`);
  const budget = limitsOf(definition.budgets).askedRows.limit;
  const names = [...definition.outputs, ...measured].map((spec) => spec.name);
  const explainOne = (session: Session, call: QueryCall, position: number): Explained => {
    const inputs = stack([itemOf(call.inputs, position)], Object.keys(call.inputs));
    const explained = new Conversation(session, box, budget, call.id + position, call.deadlineMs).run(inputs);
    checkOutputs(explained.outputs, call.outputs, 1, inputs);
    return explained;
  };
  return {
    id: 'explain',
    measured,
    ask: (session, call) => {
      const explained = Array.from({ length: call.items }, (_, position) => explainOne(session, call, position));
      return {
        outputs: stack(explained.map(answerOf), names),
        latencyMs: explained.reduce((sum, { ownMs }) => sum + ownMs, 0),
        parts: explained.map(partOf),
      };
    },
    oneMessage: null,
  };
}
