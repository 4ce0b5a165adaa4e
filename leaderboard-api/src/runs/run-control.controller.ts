import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { RunState } from '@paretoboard/contract/run-state.js';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity, maySteer } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { checkEntrant, checkOpen } from '../challenges/admit.js';
import { ChallengeEntity } from '../challenges/challenge.entity.js';
import { databaseNow } from '../challenges/challenge-state.js';
import { lockChallenge } from '../challenges/find-challenge.js';
import { Idempotent } from '../http/idempotency.js';
import { parseInput } from '../http/parse-query.js';
import { notFound, ProblemError } from '../http/problem.js';
import { priorityFor, shareOf } from '../queue/fair-share.js';
import { RunQueue } from '../queue/run-queue.js';
import { checkQuotas, lockQuotas } from '../quotas/quotas.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { cancelOpenRuns } from './cancel-runs.js';
import { RunEntity } from './run.entity.js';
import { describeRun } from './run-state.js';

@Controller('api/v1/runs')
@RequireScope('submit')
export class RunControlController {
  constructor(
    private readonly database: DataSource,
    private readonly queue: RunQueue,
  ) {}

  /** A run that waits ends at once; one that is measured, within seconds. */
  @Post(':id/cancel')
  @Idempotent()
  @HttpCode(202)
  async cancel(@Caller() caller: Identity, @Param('id') id: string): Promise<RunState> {
    const run = await this.find(id, caller);
    if (run.challengePhase === 'final' && !caller.scopes.includes('operate'))
      throw new ProblemError('forbidden', `run ${id} is a final of a challenge: operators may stop it`);
    const holds = run.owner === caller.person;
    const why = holds ? 'its owner stopped the run' : 'the run was stopped by its team or an operator';
    const changed = await cancelOpenRuns(this.database.manager, 'id', run.id, why);
    if (changed === 0) throw new ProblemError('run-ended', `run ${id} has ended already: it is "${run.state}"`);
    return describeRun(this.database, await this.find(id, caller), caller);
  }

  /** A new run of the same submission by the same request. */
  @Post(':id/rerun')
  @Idempotent()
  @HttpCode(201)
  async rerun(@Caller() caller: Identity, @Param('id') id: string): Promise<RunState> {
    const run = await this.find(id, caller);
    if (!run.finishedAt) throw new ProblemError('run-open', `run ${id} has not ended: it is "${run.state}"`);
    const made = await this.database.transaction((manager) => this.enqueueAgain(manager, run, caller));
    return describeRun(this.database, await this.find(made, caller), caller);
  }

  /** On the team's account, where the run was; an operator's is charged to nobody. */
  private async enqueueAgain(manager: EntityManager, run: RunEntity, caller: Identity): Promise<string> {
    const { request, builtIn, submission } = run;
    if (run.challenge !== null) return this.enterAgain(manager, run, caller);
    const priority = priorityFor(caller);
    if (submission === null) return this.queue.enqueueIn(manager, { request, builtIn, charged: false, priority });
    await this.checkThere(manager, submission);
    const holder = run.team !== null && caller.teams.has(run.team) ? run.team : null;
    const account = { owner: caller.person, team: holder };
    const charged = !caller.scopes.includes('operate');
    await lockQuotas(manager, account);
    await checkQuotas(manager, account, { task: request.task, challenge: null, charged, bytes: 0 });
    const turn = { share: shareOf(account), priority: priorityFor(caller) };
    return this.queue.enqueueIn(manager, { request, builtIn, submission, ...account, charged, ...turn });
  }

  private async checkThere(manager: EntityManager, id: string): Promise<SubmissionEntity> {
    const found = await manager.findOneByOrFail(SubmissionEntity, { id });
    if (!found.withdrawnAt) return found;
    throw new ProblemError('withdrawn', 'the submission was withdrawn: its files are gone');
  }

  /** Another run on the same account within the challenge. What we broke may be run again until the freeze, at nobody's charge. */
  private async enterAgain(manager: EntityManager, run: RunEntity, caller: Identity): Promise<string> {
    const { request, builtIn, submission, owner, team } = run;
    const { slug } = await manager.findOneByOrFail(ChallengeEntity, { id: run.challenge! });
    const challenge = await lockChallenge(manager, slug);
    if (run.challengePhase === 'final')
      throw new ProblemError('challenge-state', `run ${run.id} is a final of "${slug}": organisers run those again`);
    const isOurs = run.state === 'error' && challenge.frozenAt === null && challenge.calledOff === null;
    if (!isOurs) checkOpen(challenge, await databaseNow(manager));
    const account = { owner, team };
    await checkEntrant(manager, challenge, account, await this.checkThere(manager, submission!));
    const charged = !caller.scopes.includes('operate');
    await lockQuotas(manager, account);
    if (!isOurs) await checkQuotas(manager, account, { task: request.task, challenge, charged, bytes: 0 });
    const turn = { share: shareOf(account), priority: priorityFor(caller) };
    const entered = { challenge: challenge.id, challengePhase: 'main' } as const;
    return this.queue.enqueueIn(manager, { request, builtIn, submission, ...account, charged, ...turn, ...entered });
  }

  /** @throws ProblemError 404, and 403 for a run that the caller may not steer */
  private async find(id: string, caller: Identity): Promise<RunEntity> {
    const run = await this.database.getRepository(RunEntity).findOneBy({ id: parseInput(z.uuid(), id) });
    if (!run) throw notFound(`no run has the id ${id}`);
    if (maySteer(caller, run)) return run;
    throw new ProblemError('forbidden', `run ${id} is not yours: its owner, its team and operators may steer it`);
  }
}
