import { mkdirSync } from 'node:fs';
import { type CountedOperations, readCountedOperations } from '../model/count-operations.js';
import type { ItemSource } from '../task/task-module.js';
import { stack } from './batch.js';
import { type LoadOptions, load } from './load.js';
import type { SessionFactory } from './session.js';

export interface CountOptions extends LoadOptions {
  readonly test: ItemSource;
  readonly sessions: SessionFactory;
  /** Made; for the counting process to write. */
  readonly folder: string;
  readonly logFile: string;
}

/** Our host counts while it runs every node of the graph by itself, so the budget of one query is no measure. */
const patience = 10;

/**
 * What one query computes, counted by our host in the model of a data-only submission: it runs it once more in a process of its own, untimed.
 * @returns null for an interaction whose queries differ in what they compute
 * @throws SubmissionFailure
 */
export function countOperations(options: CountOptions): CountedOperations | null {
  const { task, track, test, interaction, limits, folder } = options;
  if (interaction.id !== 'predict') return null;
  mkdirSync(folder, { recursive: true });
  const session = options.sessions.submission({
    writableFolder: folder,
    readableFolder: options.artefactFolder,
    logFile: options.logFile,
    countsOperations: true,
  });
  try {
    load(session, options);
    const items = Math.min(task.timing.batchSize, test.items);
    const inputs = stack(
      Array.from({ length: items }, (_, index) => test.read(index).inputs),
      track.testInputs,
    );
    interaction.ask(session, {
      id: 0,
      items,
      inputs,
      outputs: task.outputs,
      deadlineMs: patience * limits.queryMs.limit,
    });
    return readCountedOperations(folder);
  } finally {
    session.close();
  }
}
