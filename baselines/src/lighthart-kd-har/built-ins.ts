import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import type { BuiltIn } from '../built-in.js';

const task = 'lighthart-kd-har';

function builtIn(
  name: string,
  title: string,
  module: string,
  expectedSeconds: number,
  track: 'inertial' | 'inertial-skeleton' = 'inertial',
): BuiltIn {
  return {
    manifest: submissionManifestSchema.parse({
      schemaVersion: 1,
      name,
      version: '1.0.0',
      title,
      task,
      track,
      kind: 'tfjs-module',
      division: 'from-scratch',
      authors: ['Paretoboard'],
      source: `baselines/src/${module.replace(/^\.\.\//, '').replace(/^\.\//, `${task}/`)}.ts`,
      licence: 'Apache-2.0',
      entry: `${module.replace(/^.*\//, '')}.js`,
    }),
    entryUrl: new URL(`${module}.js`, import.meta.url),
    expectedSeconds,
  };
}

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission', '../shared/null', 0),
  builtIn('majority-class', 'Majority class', '../shared/majority-class', 1),
  builtIn('logistic-regression', 'Logistic regression on channel statistics', './logistic-regression', 3),
  builtIn('cnn-1d', 'Convolutions along time', './cnn-1d', 20),
  builtIn('lighthart-student', 'LightHART student, hard labels only', './lighthart-student', 40),
  builtIn('lighthart-teacher', 'LightHART teacher', './lighthart-teacher', 50, 'inertial-skeleton'),
  builtIn('lighthart-kd-har', 'LightHART student with distillation (the paper)', './lighthart-kd-har', 90),
];
