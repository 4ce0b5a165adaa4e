import type { Session } from '../../../run/session.js';
import type { LoadedData } from '../../../task/task-module.js';
import type { ConformanceCase } from '../conformance-case.js';

const fewRows = 3;

/** Asked for many rows, a harness may serve fewer: what fits a frame. */
function servingFew(session: Session): Session {
  return new Proxy(session, {
    get(target, name) {
      if (name !== 'receive') {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (deadlineMs: number) => {
        const received = target.receive(deadlineMs);
        const { message } = received;
        if (message.type !== 'next') return received;
        return { ...received, message: { ...message, items: Math.min(message.items, fewRows) } };
      };
    },
  });
}

function withoutValidation(data: LoadedData): LoadedData {
  return { ...data, validation: { items: 0, read: (index) => data.validation.read(index) } };
}

const trains = ({ speaker }: { speaker: { artefactFolder: string | null } }) => speaker.artefactFolder === null;

/** From `train.begin` to `train.done`, each in a fresh process. */
export const trainingCases: readonly ConformanceCase[] = [
  {
    id: 'training.whole',
    passes: 'trains on the rows it pulls, reports, leaves an artefact of plain files and says train.done',
    remedy:
      'Answer train.begin with next, progress and at last train.done, after at least one plain file was written into artefactFolder.',
    needs: ['start.hello'],
    appliesTo: trains,
    run: (bench) => bench.train(),
  },
  {
    id: 'training.fewer-rows',
    passes: 'takes fewer rows than it asked for, and goes on until a message with 0 items ends the epoch',
    remedy: 'Go by `items` of each rows message, not by what was asked for; ask until `items` is 0.',
    needs: ['training.whole'],
    appliesTo: trains,
    run: (bench) => bench.train(bench.subject.data, true, servingFew),
  },
  {
    id: 'training.frames-only',
    passes: 'trains where all tensors lie in frames',
    remedy: 'Look for each tensor where its `where` says.',
    needs: ['training.whole', 'start.frames-only'],
    appliesTo: trains,
    run: (bench) => bench.train(bench.subject.data, false),
  },
  {
    id: 'training.empty-split',
    passes: 'copes with a split that has no rows: its first answer has 0 items and no tensors',
    remedy: 'Take a rows message with `items` 0 for the end of an epoch, also where nothing came before it.',
    needs: ['training.whole'],
    appliesTo: (bench) => trains(bench) && bench.subject.hasEmptySplit,
    run: (bench) => bench.train(withoutValidation(bench.subject.data)),
  },
];
