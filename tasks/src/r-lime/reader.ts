import type { LoadedData, OpenOptions } from '@paretoboard/harness/task/task-module.js';
import { readAdult } from './adult-table.js';
import { definition } from './definition.js';
import { explainedData } from './explained-data.js';
import { readRecidivism } from './recidivism-table.js';

/**
 * Reads a variant's file, codes it and splits it.
 * @throws DataSetError
 */
export async function readVariant({ folder, variant }: OpenOptions): Promise<LoadedData> {
  const dataset = definition.variants.find(({ id }) => id === variant)?.dataset ?? variant;
  switch (variant) {
    case 'recidivism':
      return explainedData(await readRecidivism(dataset, folder), { instances: 100, balance: false });
    case 'surrogate':
      return explainedData(await readRecidivism(dataset, folder), { instances: 20, balance: false });
    case 'adult':
      return explainedData(await readAdult(dataset, folder), { instances: 40, balance: true });
    default:
      throw new RangeError(`variant "${variant}": expected one of recidivism, adult, surrogate`);
  }
}
