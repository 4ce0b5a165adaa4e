import { itemOf } from '../../../run/batch.js';
import type { Bench } from '../bench.js';
import { type ConformanceCase, Nonconformance } from '../conformance-case.js';
import { usualManner } from '../manner.js';

const largeId = 2 ** 40 + 7;

/** Sizes that follow each other: a buffer of the query before must not show. */
const sizes = [1, 3, 1, 8, 2];

function askBatches(bench: Bench): void {
  const talk = bench.loaded();
  const alone = [0, 1, 2].map((index) => itemOf(bench.ask(talk, index + 1), index));
  const names = bench.task.outputs.map(({ name }) => name);
  for (const items of sizes) {
    const together = bench.ask(talk, items);
    for (let index = 0; index < Math.min(items, alone.length); index++) {
      const item = itemOf(together, index);
      const named = (tensors: typeof item) => Object.fromEntries(names.map((name) => [name, tensors[name]!]));
      bench.compare(named(alone[index]!), named(item));
    }
  }
}

/** What comes back to the messages of the interaction. */
export const queryCases: readonly ConformanceCase[] = [
  {
    id: 'queries.load',
    passes: 'starts afresh from its artefact alone and says loaded',
    remedy: 'Answer load with loaded, from what lies in artefactFolder.',
    needs: ['start.hello', 'training.whole'],
    run: (bench) => void bench.loaded(),
  },
  {
    id: 'queries.one',
    passes: 'answers one item with the names, dtypes and shapes of the task',
    remedy: 'Answer with outputs that repeat the id, and hold what `outputs` of load asks for.',
    needs: ['queries.load'],
    run: (bench) => void bench.ask(bench.loaded(), 1),
  },
  {
    id: 'queries.turns',
    passes: 'sends nothing that was not asked for',
    remedy: 'Send one outputs for each call, and nothing between calls.',
    needs: ['queries.one'],
    run: (bench) => {
      const { process, channel } = bench.loaded();
      if (channel.hasPending || process.waitReadable(performance.now() + 100))
        throw new Nonconformance('a frame came after the answer, without a call');
    },
  },
  {
    id: 'queries.batch',
    passes: `answers ${sizes.join(', ')} items in turn, each item as alone`,
    remedy: 'Go by `items` and the shapes of each message; keep nothing of the query before.',
    needs: ['queries.turns'],
    appliesTo: ({ batches }) => batches,
    run: askBatches,
  },
  {
    id: 'queries.large-id',
    passes: 'repeats an id of more than 32 bits',
    remedy: 'Read ids as 64-bit integers or float64: they go up to 2^53 − 1.',
    needs: ['queries.turns'],
    // Sequences count their messages themselves.
    appliesTo: ({ interaction }) => interaction.id !== 'sequence',
    run: (bench) => bench.askAgain(bench.loaded(), usualManner, largeId),
  },
];
