import { Controller, Get, Header, Param } from '@nestjs/common';
import { dataSet } from '@paretoboard/harness/data/catalogue.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity, maySee } from '../accounts/identity.js';
import { Embargo } from '../challenges/embargo.js';
import { parseInput } from '../http/parse-query.js';
import { notFound, ProblemError } from '../http/problem.js';
import { filesKeptFrom } from '../submissions/files-access.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { RunEntity } from './run.entity.js';
import { RunLogEntity } from './run-log.entity.js';

/**
 * A submission sees training labels and every input, and may print them: where the data are not free to everybody, neither is the log.
 * @returns the data set whose access forbids it, or null
 */
async function withheldFor(task: string, variantId: string): Promise<string | null> {
  const { definition } = await loadTask(task);
  const variant = definition.variants.find(({ id }) => id === variantId);
  if (!variant || variant.relation === 'surrogate') return null;
  return dataSet(variant.dataset)?.access === 'open' ? null : variant.dataset;
}

@Controller('api/v1/runs')
export class RunLogController {
  constructor(private readonly database: DataSource) {}

  /** What the submission wrote to standard output and error during the last attempt that ended. */
  @Get(':id/log')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('x-content-type-options', 'nosniff')
  async log(@Caller() caller: Identity | null, @Param('id') id: string): Promise<string> {
    const run = await this.database.getRepository(RunEntity).findOneBy({ id: parseInput(z.uuid(), id) });
    if (!run) throw notFound(`no run has the id ${id}`);
    (await Embargo.over(this.database.manager, [run])).check(run, caller);
    await this.checkVisibility(run, caller);
    const withheld = await withheldFor(run.request.task, run.request.variant);
    if (withheld !== null) {
      throw new ProblemError(
        'withheld',
        `the log of a run on ${withheld} is not public: the submission sees data that are not free to everybody`,
      );
    }
    const found = await this.database.getRepository(RunLogEntity).findOneBy({ run: run.id });
    if (!found) throw notFound(`run ${id} has no log: it is "${run.state}", and a log is kept when an attempt ends`);
    return found.body;
  }

  /** @throws ProblemError 403 for a log that is not public, unless somebody of the submission's holder or the run's asks */
  private async checkVisibility(run: RunEntity, caller: Identity | null): Promise<void> {
    if (run.submission === null) return;
    const submissions = this.database.getRepository(SubmissionEntity);
    const why = await filesKeptFrom(
      this.database.manager,
      await submissions.findOneByOrFail({ id: run.submission }),
      caller,
    );
    if (why === null || maySee(caller, run)) return;
    throw new ProblemError('withheld', `the log of run ${run.id} is for its owner: ${why}`);
  }
}
