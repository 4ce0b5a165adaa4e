import type { ReactNode } from 'react';
import { plural } from '../../lib/format';

const runsWord = (amount: number) => plural(amount, 'run', 'runs');

/** Runs: the queue, and one of them. */
export const runs = {
  title: 'Runs',
  description: 'What is being measured now, what waits, and what came of it.',
  groups: {
    working: { title: 'In progress', none: 'No run is in progress.', order: 'newest first' },
    waiting: { title: 'Waiting', none: 'The queue is empty.', order: 'in the order of their turns' },
    ended: {
      title: 'Ended',
      none: 'No run has ended yet. npm start queues the built-in methods that have no row.',
      order: 'the last to end first',
    },
  },
  amount: (shown: number, total: number) => (shown < total ? `${shown} of ${runsWord(total)}` : runsWord(total)),
  run: 'Run',
  state: 'State',
  taskAndData: 'Task and data',
  profile: 'Profile',
  ended: 'Ended',
  queued: 'Queued',
  result: 'Result',
  record: 'record',
  allAsJson: 'All of them as JSON',
  by: (owner: ReactNode) => <>by {owner}</>,

  next: 'next in the queue',
  ahead: (runs: number) => `${runsWord(runs)} ahead`,
  toGo: (duration: string) => `about ${duration} to go`,

  titleOf: (run: string, state: string) => `${run}: ${state}`,
  sentBy: (owner: ReactNode) => <>sent by {owner}</>,
  ofChallenge: (link: (text: string) => ReactNode, challenge: string, embargoed: boolean) => (
    <>
      A run of the {link(`challenge ${challenge}`)}
      {embargoed && ': figures are told when it is revealed'}.
    </>
  ),
  seeRecord: 'See the record',
  stages: 'Stages',
  askedFor: 'Asked for',
  itsLog: 'What it wrote',
  task: 'Task',
  data: 'Data',
  runtime: 'Runtime',
  bestRuntime: 'the best that the worker has',
  sandbox: 'Sandbox',
  finished: 'Finished',
  afterQueued: (at: ReactNode, duration: string) => (
    <>
      {at}, {duration} after it was queued
    </>
  ),
  notYet: 'not yet',
};
