import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { Sample } from '@paretoboard/contract/samples.js';
import type { ClassNames } from '../../lib/class-words';

/** What the card of a sample is made from. */
export interface SampleProperties<Kind extends Sample> {
  sample: Kind;
  names: ClassNames;
  /** Address of the pictures, with a slash at its end. */
  folder: string;
  metrics: BenchmarkRecord['metrics'];
}
