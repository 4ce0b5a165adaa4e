import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { RecordAnswers } from '@paretoboard/contract/answers.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import { dataSet } from '@paretoboard/harness/data/catalogue.js';
import { type DescribedAnswers, withoutAnswers } from '@paretoboard/tasks/answers/describe-answers.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { DataSource } from 'typeorm';
import { FreshCache, published } from '../board/fresh-cache.js';
import { untimedMachine } from '../queue/untimed-machine.js';
import type { AnswersOrder } from './answers-thread.js';
import { keepAnswers, keptAnswers } from './kept-answers.js';
import { RecordFiles } from './record-files.js';
import { shownAnswers } from './shown-answers.js';

/** A few hundred kB each, most of it pictures. */
const keptEntries = 48;
/** No page waits longer: it says that the answers are being worked out. */
const patienceMs = 1_500;
const longestMs = 120_000;
/** Longer than the timed windows of a ranked run take together. */
const longestTimingMs = 30 * 60_000;
const memoryMiB = 2_048;

const workedOut = withoutAnswers('The stored answers could not be worked out.');

/** Answers of published records, worked out in another thread, one record at a time, when somebody first asks. */
@Injectable()
export class RecordAnswersService implements OnModuleDestroy {
  private readonly known = new FreshCache<DescribedAnswers>(keptEntries);
  private last: Promise<unknown> = Promise.resolve();
  private thread: Worker | null = null;
  private isEnding = false;

  constructor(
    private readonly files: RecordFiles,
    private readonly database: DataSource,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.isEnding = true;
    await this.thread?.terminate();
  }

  /** What is known now, or within a moment. */
  async of(record: BenchmarkRecord): Promise<RecordAnswers> {
    const { obstacle, itemsObstacle, source } = await this.shown(record);
    const head = { record: record.digest, source };
    const answered = (described: DescribedAnswers): RecordAnswers => {
      const { pictures: _, ...rest } = described;
      const samplesReason = rest.samples.length > 0 ? null : (itemsObstacle ?? rest.samplesReason);
      return { ...head, state: 'ready', ...rest, samplesReason };
    };
    if (obstacle) return answered(withoutAnswers(obstacle));
    const described = await Promise.race([this.described(record, itemsObstacle === null), later(patienceMs)]);
    if (described) return answered(described);
    return { ...head, state: 'pending', classes: null, classesReason: null, samples: [], samplesReason: null };
  }

  /** A picture that the answers name; null: none of that name. */
  async picture(record: BenchmarkRecord, name: string): Promise<Uint8Array | null> {
    const { obstacle, itemsObstacle } = await this.shown(record);
    if (obstacle ?? itemsObstacle) return null;
    const { pictures } = await this.described(record, true);
    return Object.hasOwn(pictures, name) ? pictures[name]! : null;
  }

  private async shown(record: BenchmarkRecord) {
    const { id } = record.task;
    const known = taskIds.includes(id) ? (await loadTask(id)).definition : null;
    return shownAnswers(record, known, dataSet(record.variant.dataset));
  }

  private described(record: BenchmarkRecord, mayShowItems: boolean): Promise<DescribedAnswers> {
    return this.known.get(record.digest, published, async () => {
      const found = await keptAnswers(record.digest);
      return found ?? this.workOut(record, mayShowItems);
    });
  }

  /** After whatever is being worked out: a page of records must not open as many data sets at once. Not beside what is timed on this machine. */
  private workOut(record: BenchmarkRecord, mayShowItems: boolean): Promise<DescribedAnswers> {
    const next = this.last.then(async () => {
      const folder = await this.files.folder(record.digest, [record.files.outputs!.path]);
      await untimedMachine(this.database, longestTimingMs);
      const found = await this.inThread({ record, folder, mayShowItems });
      if (found) keepAnswers(record.digest, found);
      return found ?? workedOut;
    });
    this.last = next.catch(() => undefined);
    return next;
  }

  /** Null where the thread fails or takes too long. */
  private inThread(order: AnswersOrder): Promise<DescribedAnswers | null> {
    if (this.isEnding) return Promise.resolve(null);
    return new Promise((resolve) => {
      const thread = new Worker(compiledUrl('./answers-thread.js', import.meta.url), {
        workerData: order,
        resourceLimits: { maxOldGenerationSizeMb: memoryMiB },
      });
      this.thread = thread;
      const timer = setTimeout(() => void thread.terminate(), longestMs);
      thread.on('message', (found: DescribedAnswers) => resolve(found));
      thread.on('error', (error) => console.error(error));
      thread.on('exit', () => {
        clearTimeout(timer);
        this.thread = null;
        resolve(null);
      });
    });
  }
}

function later(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms).unref());
}
