import { join } from 'node:path';

/** How a copy names its folders and files. Paths are relative to the data set's folder. */
export interface Layout {
  readonly trainingClips: readonly string[];
  readonly testClips: readonly string[];
  readonly trainingFolder: (clip: string) => string;
  readonly testFolder: (clip: string) => string;
  readonly suffix: '.tif' | '.jpg';
  readonly groundTruth: string;
}

const numbered = (clips: number, prefix: string): string[] =>
  Array.from({ length: clips }, (_, index) => `${prefix}${String(index + 1).padStart(3, '0')}`);

/** UCSD's own folders: `Train/Train001/001.tif`, `Test/Test001/001.tif`, `Test/UCSDped2.m`; pixel masks in `Test/Test001_gt` are not read. */
export function officialLayout(root: string, training: number, test: number): Layout {
  return {
    trainingClips: numbered(training, 'Train'),
    testClips: numbered(test, 'Test'),
    trainingFolder: (clip) => join(root, 'Train', clip),
    testFolder: (clip) => join(root, 'Test', clip),
    suffix: '.tif',
    groundTruth: join(root, 'Test', 'UCSDped2.m'),
  };
}

/** The packaging `ped2` that circulates: JPEG, numbered from 000; here the clips that the subset has. */
export const packagedSubset: Layout = {
  trainingClips: ['01', '08'],
  testClips: ['01', '02', '12'],
  trainingFolder: (clip) => join('ped2', 'training', 'frames', clip),
  testFolder: (clip) => join('ped2', 'testing', 'frames', clip),
  suffix: '.jpg',
  groundTruth: 'UCSDped2.m',
};
