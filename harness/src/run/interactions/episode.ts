import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import { perEntry } from '../../task/per-entry.js';
import { itemOf, stack } from '../batch.js';
import { checkOutputs } from '../check-outputs.js';
import type { Session } from '../session.js';
import type { InteractionRunner, QueryCall, TimedPart } from './interaction-runner.js';
import { oneAnswer } from './one-answer.js';

interface Sets {
  readonly support: NamedTensors;
  readonly queries: NamedTensors;
}

function setsOf(episode: NamedTensors, queryNames: readonly string[]): Sets {
  const part = (isQuery: boolean): NamedTensors =>
    Object.fromEntries(Object.entries(episode).filter(([name]) => queryNames.includes(name) === isQuery));
  return { support: part(false), queries: part(true) };
}

/** Rows of a set: the first axis, the same for all its tensors. @throws RangeError: the task's items are wrong, not the answer */
function rowsOf(set: NamedTensors): number {
  const sizes = new Set(Object.values(set).map((tensor: Tensor) => tensor.shape[0]));
  const [rows] = sizes;
  if (sizes.size === 1 && rows !== undefined && rows > 0) return rows;
  throw new RangeError(
    `${Object.keys(set).join(', ') || 'an empty set'}: expected one number of rows, found ${[...sizes].join(', ')}`,
  );
}

/** Support set there and acknowledged, then all queries at once: what a user waits for is the sum. */
function askOne(session: Session, { id, outputs, deadlineMs }: QueryCall, { support, queries }: Sets) {
  const items = rowsOf(queries);
  const learnt = oneAnswer(session, { type: 'episode.support', id, items: rowsOf(support) }, support, deadlineMs);
  const answer = oneAnswer(session, { type: 'episode.predict', id, items }, queries, deadlineMs);
  checkOutputs(answer.tensors, outputs.map(perEntry), items);
  return { outputs: answer.tensors, latencyMs: learnt.latencyMs + answer.latencyMs };
}

/**
 * An item is an episode: a labelled support set, then its whole query set in one call (so a transductive method may use all of it), episode after
 * episode. One sample of latency is one episode, both calls together.
 * @param queryNames inputs of an item that are queries; the others are its support set
 */
export function episode(queryNames: readonly string[]): InteractionRunner {
  return {
    id: 'episode',
    ask: (session, call) => {
      const answers: NamedTensors[] = [];
      const parts: TimedPart[] = [];
      for (let item = 0; item < call.items; item++) {
        const { outputs, latencyMs } = askOne(session, call, setsOf(itemOf(call.inputs, item), queryNames));
        answers.push(outputs);
        parts.push({ latencyMs, items: 1 });
      }
      const names = call.outputs.map(({ name }) => name);
      const latencyMs = parts.reduce((sum, part) => sum + part.latencyMs, 0);
      return { outputs: stack(answers, names), latencyMs, parts };
    },
    oneMessage: null,
  };
}
