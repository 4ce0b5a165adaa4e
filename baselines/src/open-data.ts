import { join } from 'node:path';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { Variant } from '@paretoboard/contract/variant.js';
import { openFreshSurrogate, surrogateVariant } from '@paretoboard/harness/data/fresh-surrogate.js';
import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import type { LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';
import type { MeasuringJob } from './measuring-protocol.js';

/** What a run is measured on. */
export interface Measured {
  readonly variant: Variant;
  readonly data: LoadedData;
  readonly challenge?: BenchmarkRecord['challenge'];
}

/**
 * The data of a run. What a challenge hides is generated for this run alone, and is a variant of its own.
 * @throws RangeError for a variant that the task has not, or that cannot be generated; DataSetError as `openVariant`
 */
export async function openData(
  module: TaskModule,
  { request, hidden, scratchFolder }: Pick<MeasuringJob, 'request' | 'hidden' | 'scratchFolder'>,
): Promise<Measured> {
  const variant = module.definition.variants.find((candidate) => candidate.id === request.variant);
  if (!variant) throw new RangeError(`task ${request.task} has no variant "${request.variant}"`);
  if (!hidden) return { variant, data: await openVariant(module, variant.id) };
  if (variant !== surrogateVariant(module)) throw new RangeError(`variant "${variant.id}" cannot be generated`);
  return {
    variant: { ...variant, id: hidden.variant },
    data: await openFreshSurrogate(module, join(scratchFolder, 'hidden'), hidden.secret),
    challenge: { id: hidden.challenge, phase: hidden.phase, seedCommitment: hidden.commitment },
  };
}
