export interface DataSet {
  readonly id: string;
  readonly title: string;
  /** Folder below the root of the data sets. */
  readonly folder: string;
  /** A path below the folder that is there in every copy, whatever its completeness. */
  readonly marker: string;
  readonly licence: string;
  readonly access: 'open' | 'registration' | 'restricted' | 'private';
  readonly urls: readonly { readonly url: string; readonly sha256: string | null; readonly bytes: number | null; readonly unpackTo: string }[];
  readonly citation: string;
}

const gtsrbCitation = 'Stallkamp et al., Man vs. computer: Benchmarking machine learning algorithms for traffic sign recognition, Neural Networks 32, 2012';

/** Every data set that a task names. One entry per set. */
export const catalogue: readonly DataSet[] = [
  {
    id: 'gtsrb',
    title: 'German Traffic Sign Recognition Benchmark, complete',
    folder: 'gtsrb',
    marker: 'GTSRB/Final_Training/Images',
    licence: 'none stated; free download for research',
    access: 'open',
    urls: [],
    citation: gtsrbCitation,
  },
  {
    id: 'gtsrb-32',
    title: 'GTSRB subset: 1,290 training and 1,720 test pictures, resized to 32 × 32',
    folder: 'gtsrb-32',
    marker: 'GTSRB/Final_Training/Images',
    licence: 'none stated; free download for research',
    access: 'open',
    urls: [],
    citation: gtsrbCitation,
  },
  {
    id: 'utd-mhad',
    title: 'UTD Multimodal Human Action Dataset: inertial and skeleton parts',
    folder: 'utd-mhad',
    marker: 'Inertial',
    licence: 'none stated; free for research',
    access: 'open',
    urls: [],
    citation: 'Chen, Jafari, Kehtarnavaz, UTD-MHAD: A multimodal dataset for human action recognition, ICIP 2015',
  },
];

/** @returns null for a set that no task names */
export function dataSet(id: string): DataSet | null {
  return catalogue.find((candidate) => candidate.id === id) ?? null;
}
