import { join } from 'node:path';
import { primaryMetric } from '@paretoboard/contract/task.js';
import type { LoadedData, Score, TaskModule } from '../../task/task-module.js';
import { accuracyPass } from '../accuracy-pass.js';
import type { LoadOptions } from '../load.js';
import type { SessionFactory } from '../session.js';
import { train } from '../train.js';
import { type ContaminationVerdict, judgeContamination } from './rule.js';

export interface RetrainOptions extends Omit<LoadOptions, 'artefactFolder'> {
  readonly module: TaskModule;
  /** The surrogate that was generated for this run alone. */
  readonly fresh: LoadedData;
  /** Of the official items, one for each seed. */
  readonly scores: readonly Score[];
  readonly sessions: SessionFactory;
  readonly scratchFolder: string;
  readonly logFile: string;
  readonly seedOf: (purpose: string) => number;
  onProgress(message: string, share: number | null): void;
}

function share(score: Score, metric: string): { share: number; items: number } | null {
  const counts = score.counts[metric];
  return counts ? { share: counts.successes / counts.trials, items: counts.trials } : null;
}

/**
 * Trains the same code once more, on data that nobody has seen, under the same budgets, and judges it there.
 * @returns null where the primary metric is no share of items: this rule then says nothing
 * @throws SubmissionFailure
 */
export function retrainOnFreshSurrogate(options: RetrainOptions): ContaminationVerdict | null {
  const { module, fresh, scores, seedOf } = options;
  const metric = primaryMetric(options.task);
  const official = scores.flatMap((score) => share(score, metric.id) ?? []);
  if (official.length === 0 || metric.unit !== '%') return null;
  const artefactFolder = join(options.scratchFolder, 'contamination-artefact');
  train({ ...options, artefactFolder, data: fresh, seed: seedOf('train') });
  const pass = accuracyPass({
    ...options,
    artefactFolder,
    test: fresh.test,
    orderSeed: seedOf('test-order'),
    onProgress: (done) => options.onProgress('fresh test items', done),
  });
  const own = share(module.score(pass.answers), metric.id);
  if (!own) return null;
  const chance = options.task.chance / 100;
  const mean = official.reduce((sum, one) => sum + one.share, 0) / official.length;
  return judgeContamination({ share: mean, items: official[0]!.items, chance }, { ...own, chance });
}
