import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { SubmissionFailure } from '../../sandbox/submission-failure.js';
import { checkOutputs } from '../check-outputs.js';
import { inOneMessage } from './one-message.js';

/** @throws RangeError if the task asks for no output `items` of a fixed number of places */
function placesOf(outputs: readonly TensorSpec[]): number {
  const places = outputs.find(({ name }) => name === 'items')?.shape[0];
  if (typeof places === 'number') return places;
  throw new RangeError('interaction recommend needs an output "items" of a fixed number of places');
}

/** What is wrong with one user's places; undefined: nothing. */
function problemOf(places: ArrayLike<number>, candidates: ArrayLike<number>): string | undefined {
  const named = Array.from(places).filter((item) => item !== -1);
  const open = new Set(named);
  if (open.size < named.length) return `[${named.join(', ')}] names an item twice`;
  for (let at = 0; at < candidates.length; at++) open.delete(candidates[at]!);
  const [foreign] = open;
  return foreign === undefined ? undefined : `item ${foreign} is none of the user's candidates`;
}

/**
 * Every place is one of the user's candidates, none twice, or −1.
 * @throws SubmissionFailure wrong-output
 */
export function checkRanking(inputs: NamedTensors, outputs: NamedTensors): void {
  const { items } = outputs;
  const { user, candidates } = inputs;
  const [users, places] = items!.shape as [number, number];
  const each = candidates!.shape[1]!;
  for (let row = 0; row < users; row++) {
    const problem = problemOf(
      items!.data.subarray(row * places, (row + 1) * places),
      candidates!.data.subarray(row * each, (row + 1) * each),
    );
    if (problem !== undefined)
      throw new SubmissionFailure(
        'wrong-output',
        `user ${user!.data[row]}: ${problem}`,
        'Answer with distinct ids of `candidates`, the best first, and −1 for a place that stays empty.',
      );
  }
}

/** Users and their candidates there, ranked items back. Inputs `user` and `candidates` and the output `items` are the interaction's own. */
export const recommend = inOneMessage('recommend', {
  of: ({ id, items, outputs }) => ({ type: 'recommend.rank', id, items, places: placesOf(outputs) }),
  check: ({ outputs, items, inputs }, found) => {
    checkOutputs(found, outputs, items);
    checkRanking(inputs, found);
  },
});
