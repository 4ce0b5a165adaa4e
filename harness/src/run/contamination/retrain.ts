import { join } from 'node:path';
import type { MetricResult } from '@paretoboard/contract/record.js';
import { type MetricDefinition, perfectValue, primaryMetric } from '@paretoboard/contract/task.js';
import { summariseMetrics } from '../../records/summarise-metrics.js';
import { mean } from '../../statistics/sample.js';
import type { Answer, LoadedData, Score, TaskModule } from '../../task/task-module.js';
import { accuracyPass } from '../accuracy-pass.js';
import { constantsOf } from '../constants.js';
import { openInteraction } from '../interactions/registry.js';
import type { LoadOptions } from '../load.js';
import type { SessionFactory } from '../session.js';
import { train } from '../train.js';
import { type ContaminationVerdict, judgeContamination, judgeRetainedSkill, type Range } from './rule.js';

export interface RetrainOptions extends Omit<LoadOptions, 'artefactFolder' | 'interaction' | 'constants'> {
  readonly module: TaskModule;
  /** The surrogate that was generated for this run alone. */
  readonly fresh: LoadedData;
  /** Of the official items, one for each seed. */
  readonly scores: readonly Score[];
  readonly answers: readonly (readonly Answer[])[];
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

function trainedOnFresh(options: RetrainOptions): readonly Answer[] {
  const { module, fresh, seedOf } = options;
  const artefactFolder = join(options.scratchFolder, 'contamination-artefact');
  train({ ...options, artefactFolder, data: fresh, seed: seedOf('train') });
  const pass = accuracyPass({
    ...options,
    interaction: openInteraction(module, fresh),
    constants: constantsOf(module.definition, fresh),
    artefactFolder,
    test: fresh.test,
    orderSeed: seedOf('test-order'),
    onProgress: (done) => options.onProgress('fresh test items', done),
  });
  return pass.answers;
}

function judgeShares(official: readonly Score[], own: Score, metric: MetricDefinition, chance: number) {
  const shares = official.flatMap((score) => share(score, metric.id) ?? []);
  const fresh = share(own, metric.id);
  if (shares.length === 0 || !fresh || metric.unit !== '%') return null;
  const standing = { share: mean(shares.map((one) => one.share)), items: shares[0]!.items, chance: chance / 100 };
  return judgeContamination(standing, { ...fresh, chance: chance / 100 });
}

function rangeOf({ value, low, high }: MetricResult): Range | null {
  return value === null || low === null || high === null ? null : { value, low, high };
}

/**
 * Trains the same code once more, on data that nobody has seen, under the same budgets, and judges it there by the primary metric.
 * @throws SubmissionFailure
 */
export function retrainOnFreshSurrogate(options: RetrainOptions): ContaminationVerdict {
  const { module, fresh, scores, task } = options;
  const metric = primaryMetric(task);
  const answers = trainedOnFresh(options);
  const own = module.score(answers);
  const byShares = judgeShares(scores, own, metric, task.chance);
  if (byShares) return byShares;
  const items = options.answers[0]?.length ?? 0;
  const [official] = summariseMetrics(module, [metric], scores, options.answers, items);
  const [found] = summariseMetrics(module, [metric], [own], [answers], fresh.test.items);
  const [before, after] = [official, found].map((result) => (result ? rangeOf(result) : null));
  const scale = { chance: task.chance, perfect: perfectValue(metric), unit: metric.unit };
  if (before && after) return judgeRetainedSkill(before, after, scale);
  return {
    state: 'not possible',
    detail: `retrained on a fresh surrogate with a secret seed: ${found?.value ?? 'no value'}; ${metric.id} has no interval, so that nothing is judged`,
  };
}
