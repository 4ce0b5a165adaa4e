import { Injectable } from '@nestjs/common';
import type { Board } from '@paretoboard/contract/board.js';
import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import { makeBoard } from '@paretoboard/harness/board/board.js';
import type { EntityManager } from 'typeorm';
import { HolderNames } from '../accounts/holder-names.js';
import { ItemEvidenceCache } from '../board/item-evidence-cache.js';
import { TasksService } from '../tasks/tasks.service.js';
import type { ChallengeEntity } from './challenge.entity.js';
import { challengeVariant } from './challenge-variant.js';
import { type SealedRecord, sealedRecords } from './sealed-records.js';

/** The board of a phase under embargo, for organisers and for choosing the finals: by the function that makes the public ones. */
@Injectable()
export class ChallengeBoard {
  constructor(
    private readonly tasks: TasksService,
    private readonly evidence: ItemEvidenceCache,
  ) {}

  async of(manager: EntityManager, challenge: ChallengeEntity, phase: ChallengePhase): Promise<Board> {
    const all = await sealedRecords(manager, challenge.id);
    return this.make(
      manager,
      challenge,
      phase,
      all.filter((one) => one.phase === phase),
    );
  }

  async make(
    manager: EntityManager,
    challenge: ChallengeEntity,
    phase: ChallengePhase,
    sealed: readonly SealedRecord[],
  ): Promise<Board> {
    const task = await this.tasks.one(challenge.task);
    const names = await HolderNames.of(manager, sealed);
    const records = sealed.map(async (one) => ({
      record: one.body,
      builtIn: false,
      owner: names.nameOf(one),
      items: await this.evidence.of(one.body),
      retraction: one.withdrawn,
    }));
    return makeBoard({
      task,
      variant: challengeVariant(task, challenge, phase),
      scenario: 'single-stream',
      division: null,
      device: null,
      track: null,
      records: await Promise.all(records),
      now: new Date(),
    });
  }
}
