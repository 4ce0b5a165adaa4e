import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import type { BuiltIn } from '../built-in.js';

const task = 'enhanced-lenet5-traffic-sign';

function builtIn(name: string, title: string, module: string, expectedSeconds: number): BuiltIn {
  return {
    manifest: submissionManifestSchema.parse({
      schemaVersion: 1,
      name,
      version: '1.0.0',
      title,
      task,
      track: 'image',
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
  builtIn('hog-linear', 'HOG + linear classifier', './hog-linear', 11),
  builtIn('lenet5-classic', 'Classic LeNet-5', './lenet5-classic', 9),
  builtIn('lenet5-relu', 'Enhanced LeNet-5 with ReLU', './lenet5-relu', 25),
  builtIn('enhanced-lenet5-traffic-sign', 'Enhanced LeNet-5 (the paper)', './enhanced-lenet5', 34),
];
