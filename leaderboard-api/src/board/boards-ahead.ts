import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ItemCountsService } from '../tasks/item-counts.service.js';
import { BoardService } from './board.service.js';

/** Makes every board when the server starts, one after another: the first reader need not wait for the tests of its pairs of rows. */
@Injectable()
export class BoardsAhead implements OnApplicationBootstrap, OnModuleDestroy {
  private isClosing = false;
  private made: Promise<void> = Promise.resolve();

  constructor(
    private readonly boards: BoardService,
    private readonly data: ItemCountsService,
  ) {}

  onApplicationBootstrap(): void {
    this.made = this.makeAll();
  }

  /** What is being made uses the database, which is closed after this. */
  async onModuleDestroy(): Promise<void> {
    this.isClosing = true;
    await this.made;
  }

  private async makeAll(): Promise<void> {
    // A board tells how much data its task has here.
    await this.data.counted;
    if (this.isClosing) return;
    try {
      for await (const _ of this.boards.eachListed()) if (this.isClosing) break;
    } catch (error) {
      // Readers make what is missing, and are told what is wrong.
      console.error(error);
    }
  }
}
