import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { untilBoardsFollow } from '../board/board-versions.js';
import { BundleFiles } from '../bundles/bundle-files.js';
import { retractSubmission } from '../log/amend-log.js';
import { cancelOpenRuns } from '../runs/cancel-runs.js';
import { homeToken } from '../settings.js';
import { SubmissionEntity } from './submission.entity.js';

/** Takes submissions back: their files go, their rows are retracted in the log, their runs stop; that they were there, and every attempt, stays. */
@Injectable()
export class WithdrawService {
  constructor(
    private readonly database: DataSource,
    private readonly bundles: BundleFiles,
    @Inject(homeToken) private readonly home: string,
  ) {}

  /** Of one that is withdrawn already, nothing is changed. */
  async withdraw({ id, digest }: SubmissionEntity, reason: string): Promise<void> {
    await this.database.transaction((manager) => this.leaveTombstone(manager, id, digest, reason));
    await this.bundles.remove(digest);
    await untilBoardsFollow();
  }

  private async leaveTombstone(manager: EntityManager, id: string, digest: string, reason: string): Promise<void> {
    const words = `withdrawn: ${reason}`;
    const open = { id, withdrawnAt: IsNull() };
    const { affected } = await manager.update(SubmissionEntity, open, {
      withdrawnAt: new Date(),
      withdrawnReason: words,
    });
    if (affected === 0) return;
    await cancelOpenRuns(manager, 'submission', id, 'its submission was withdrawn');
    await retractSubmission(manager, this.home, digest, words);
  }
}
