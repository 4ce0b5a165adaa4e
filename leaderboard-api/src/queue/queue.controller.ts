import { Controller, Get } from '@nestjs/common';
import type { Queue, Worker } from '@paretoboard/contract/queue.js';
import { DataSource } from 'typeorm';
import { openStates, typicalSeconds } from '../runs/run-state.js';
import { connectedWorkers } from './workers.js';

@Controller('api/v1')
export class QueueController {
  constructor(private readonly database: DataSource) {}

  @Get('queue')
  async queue(): Promise<Queue> {
    const [row] = await this.database.query<{ waiting: number; running: number }[]>(
      `select (count(*) filter (where state = 'queued'))::int as waiting,
              (count(*) filter (where state <> 'queued'))::int as running
         from runs where state = any ($1)`,
      [openStates],
    );
    const { waiting, running } = row ?? { waiting: 0, running: 0 };
    const seconds = await typicalSeconds(this.database);
    return {
      waiting,
      running,
      typicalSeconds: seconds,
      etaSeconds: seconds === null ? null : (waiting + running) * seconds,
    };
  }

  @Get('workers')
  async workers(): Promise<{ items: Worker[]; next: null; total: number }> {
    const items = await connectedWorkers(this.database);
    return { items, next: null, total: items.length };
  }
}
