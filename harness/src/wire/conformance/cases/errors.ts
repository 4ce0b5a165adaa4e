import type { Interaction } from '@paretoboard/contract/interaction.js';
import type { OutgoingMessage } from '../../../run/session.js';
import { SubmissionFailure } from '../../../sandbox/submission-failure.js';
import type { Bench, Talk } from '../bench.js';
import { type ConformanceCase, Nonconformance } from '../conformance-case.js';

const refusalMs = 5_000;
const id = 4711;

/** Sends a call that cannot be served. @throws Nonconformance unless an `error` with that id answers */
function expectError({ process, channel }: Talk, call: object, answered: number | null): void {
  try {
    process.send(call as OutgoingMessage);
    const { message } = process.receive(refusalMs);
    throw new Nonconformance(`"${message.type}" came in answer to a call that nobody can serve`);
  } catch (error) {
    const { lastHeader } = channel;
    if (error instanceof SubmissionFailure && lastHeader.type === 'error') {
      if (lastHeader.id === answered) return;
      throw new Nonconformance(`the error has id ${JSON.stringify(lastHeader.id)}; expected ${answered}`);
    }
    throw error;
  }
}

function afresh(bench: Bench, use: (talk: Talk) => void): void {
  const talk = bench.start();
  use(talk);
  bench.close(talk);
}

const callOf: Readonly<Record<Interaction, object>> = {
  predict: { type: 'predict', id, items: 1 },
  sequence: { type: 'sequence.begin', id },
  episode: { type: 'episode.support', id, items: 1 },
  recommend: { type: 'recommend.rank', id, items: 1, places: 1 },
  generate: { type: 'generate.sample', id, items: 1 },
  transform: { type: 'transform', id, items: 1 },
  explain: { type: 'explain', id, rowsLeft: 1 },
};

const remedy =
  'Answer what is not served with an error message of that id, code "not-served"; do not exit, and do not stay silent.';

/** Calls that a speaker does not serve: an `error`, not silence and not a crash. */
export const errorCases: readonly ConformanceCase[] = [
  {
    id: 'errors.unknown-message',
    passes: 'answers a message that it does not know with an error of its id',
    remedy,
    needs: ['queries.load'],
    run: (bench) =>
      afresh(bench, (talk) => {
        bench.load(talk);
        expectError(talk, { type: 'paretoboard.unknown', id, items: 1 }, id);
      }),
  },
  {
    id: 'errors.before-load',
    passes: 'answers a query before load with an error of its id',
    remedy,
    needs: ['start.hello'],
    run: (bench) => afresh(bench, (talk) => expectError(talk, callOf[bench.interaction.id], id)),
  },
  {
    id: 'errors.other-interaction',
    passes: 'answers a load for another interaction, whose messages it does not serve, with an error of id null',
    remedy: 'Compare `interaction` of train.begin and load with what the program serves.',
    needs: ['queries.load'],
    run: (bench) => {
      const { id: served } = bench.interaction;
      const other = served === 'predict' ? 'explain' : 'predict';
      const task = { task: bench.task.id, track: bench.subject.track.id, inputs: [], outputs: [], threads: 1 };
      const call = { type: 'load', ...task, interaction: other, artefactFolder: bench.speaker.folder };
      afresh(bench, (talk) => expectError(talk, call, null));
    },
  },
];
