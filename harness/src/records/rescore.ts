import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchmarkRecord, MetricResult } from '@paretoboard/contract/record.js';
import { scoreSeed } from '../task/score-seed.js';
import type { Answer, LoadedData, TaskModule } from '../task/task-module.js';
import { sha256 } from './digest.js';
import { unpackOutputs } from './stored-outputs.js';
import { summariseMetrics } from './summarise-metrics.js';
import { closeTo } from './verification/check.js';

/** A record that cannot be scored again: it says why, and what would be needed. */
export class RescoreError extends Error {
  override readonly name = 'RescoreError';
}

export interface Rescore {
  readonly same: boolean;
  /** As the scorer of this registry gives them now, with this machine's labels. */
  readonly metrics: MetricResult[];
  /** What differs, by metric: recorded and found. */
  readonly differences: string[];
}

/**
 * The answers of every seed with their items, in the order of the test split.
 * @param folder where the record lies
 * @throws RescoreError if the outputs are not there, not the recorded ones, or not of this test split
 */
export function storedAnswers(
  record: Pick<BenchmarkRecord, 'files'>,
  folder: string,
  data: Pick<LoadedData, 'test'>,
): Answer[][] {
  const { outputs } = record.files;
  if (!outputs)
    throw new RescoreError(
      'the record has no stored outputs: none were measured, or they were over the cap (its run.log says so)',
    );
  const bytes = readFileSync(join(folder, outputs.path));
  if (sha256(bytes) !== outputs.sha256) throw new RescoreError(`${outputs.path} is not the file that the record names`);
  const seeds = unpackOutputs(bytes);
  const items = Array.from({ length: data.test.items }, (_, item) => data.test.read(item));
  return seeds.map((seed, index) => {
    if (seed.length !== data.test.items)
      throw new RescoreError(
        `seed ${index + 1} answered ${seed.length} items; the test split here has ${data.test.items}`,
      );
    return seed.map((answer, item) => ({ index: item, item: items[item]!, outputs: answer }));
  });
}

function differences(recorded: MetricResult, found: MetricResult | undefined): string[] {
  if (recorded.value === null) return [];
  if (!found || found.value === null) return [`${recorded.id}: recorded ${recorded.value}, found none`];
  const fields = ['value', 'low', 'high', 'n'] as const;
  const pairs = [
    ...fields.map((name) => [name, recorded[name], found[name]] as const),
    ...recorded.perSeed.map((value, seed) => [`seed ${seed + 1}`, value, found.perSeed[seed] ?? null] as const),
  ];
  return pairs
    .filter(([, a, b]) => (a === null || b === null ? a !== b : !closeTo(a, b)))
    .map(([name, a, b]) => `${recorded.id}, ${name}: recorded ${a}, found ${b}`);
}

/**
 * Metrics again from the stored outputs and the labels of `data`, without running anything.
 * @param folder where the record lies
 * @throws RescoreError if the outputs are not there, not the recorded ones, or not of this test split or task version
 */
export function rescore(record: BenchmarkRecord, folder: string, module: TaskModule, data: LoadedData): Rescore {
  const { definition } = module;
  if (record.task.version !== definition.version)
    throw new RescoreError(
      `the record is of ${record.task.id} ${record.task.version}; this registry scores version ${definition.version}`,
    );
  const stored = storedAnswers(record, folder, data);
  const scores = stored.map((answers, seed) => scoreSeed(module, answers, record.training[seed]?.declared));
  const metrics = summariseMetrics(module, definition.metrics, scores, stored, data.test.items);
  const found = record.metrics.flatMap((metric) =>
    differences(
      metric,
      metrics.find(({ id }) => id === metric.id),
    ),
  );
  return { same: found.length === 0, metrics, differences: found };
}
