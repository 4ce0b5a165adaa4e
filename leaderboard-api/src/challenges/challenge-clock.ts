import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { readMirror } from '@paretoboard/harness/records/mirror.js';
import { homeToken } from '../settings.js';
import { ChallengesService } from './challenges.service.js';

const lookEveryMs = 5_000;

/** Reveals challenges when their time has come: no organiser has to be awake, and none can put it off. Any number of processes may look. */
@Injectable()
export class ChallengeClock implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly challenges: ChallengesService,
    @Inject(homeToken) private readonly home: string,
  ) {}

  onModuleInit(): void {
    if (readMirror(this.home)) return;
    this.timer = setInterval(() => this.look(), lookEveryMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private look(): void {
    this.looking ??= this.challenges
      .revealDue()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        this.looking = null;
      });
  }
}
