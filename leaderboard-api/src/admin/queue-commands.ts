import { drainWorker, pauseQueue, resumeQueue, resumeWorker } from '../queue/control-queue.js';
import { describeQueue } from '../queue/describe-queue.js';
import { describeWorkers } from '../workers/describe-workers.js';
import { type Command, onDatabase, print, status, WrongUse } from './call.js';

/** What operators do to the queue and its workers. */
export const queueCommands: Readonly<Record<string, Command>> = {
  queue: onDatabase(async ({ database, rest: [what], values: { reason } }) => {
    if (what === 'pause' && reason) await pauseQueue(database, reason);
    else if (what === 'resume') await resumeQueue(database);
    else if (what !== 'show')
      throw new WrongUse(`queue: expected show, pause --reason <why> or resume; found "${what ?? ''}"`);
    print(await describeQueue(database));
    return status.done;
  }),
  worker: onDatabase(async ({ database, rest: [what, id] }) => {
    const change = what === 'drain' ? drainWorker : what === 'resume' ? resumeWorker : null;
    if (what !== 'list' && (change === null || !id))
      throw new WrongUse(`worker: expected list, drain <id> or resume <id>; found "${what ?? ''} ${id ?? ''}"`);
    if (change && id && !(await change(database, id))) throw new WrongUse(`no worker that is here has the id ${id}`);
    print(await describeWorkers(database));
    return status.done;
  }),
};
