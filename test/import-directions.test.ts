import { expect, test } from 'vitest';
import { importedNames, repositoryRoot, sourceFiles, violations, violationsBelow } from './import-directions.js';

test('every import of the house points the one way', () => {
  expect(violationsBelow(repositoryRoot)).toEqual([]);
});

test('all parts are looked at', () => {
  const files = sourceFiles(repositoryRoot);
  for (const folder of [
    'harness/contract',
    'submissions/sdk',
    'harness',
    'tasks',
    'leaderboard-web',
    'infra',
    'test',
  ]) {
    expect(
      files.some((path) => path.startsWith(`${folder}/`)),
      folder,
    ).toBe(true);
  }
  expect(new Set(files).size).toBe(files.length);
});

test.each([
  ['harness/contract/src/a.ts', "import { x } from '@paretoboard/sdk/x.js';"],
  ['submissions/sdk/src/a.ts', "export * from '@paretoboard/harness/x.js';"],
  ['harness/src/a.ts', "import type { x } from '@paretoboard/tasks/x.js';"],
  ['harness/src/deep/a.ts', "import {\n  x,\n  y,\n} from '@paretoboard/baselines/x.js';"],
  ['tasks/src/a.ts', "const x = await import('@paretoboard/baselines/x.js');"],
  ['baselines/src/a.ts', "import '@paretoboard/cli/x.js';"],
  ['submissions/cli/src/a.ts', "import { x } from '@paretoboard/api/x.js';"],
  ['leaderboard-web/app/page.tsx', "import { x } from '@paretoboard/harness/x.js';"],
  ['leaderboard-web/app/page.tsx', "import { x } from '../../harness/contract/src/x.js';"],
  ['harness/src/a.ts', "import { x } from '../contract/src/x.js';"],
  ['tasks/src/a.ts', "import { x } from '../../infra/places.mjs';"],
  ['leaderboard-api/src/a.ts', "import { x } from '../../test/x.js';"],
])('%s: a wrong import is found (%s)', (path, source) => {
  expect(violations(path, source)).toHaveLength(1);
});

test.each([
  ['harness/src/a.ts', "import { x } from './deep/x.js'; import { z } from '@paretoboard/contract/z.js';"],
  ['leaderboard-web/app/page.tsx', "import { x } from '@paretoboard/contract/record.js'; import y from 'next/link';"],
  ['tasks/src/a.ts', "// import { x } from '@paretoboard/api/x.js';\n/* import '@paretoboard/cli/x.js' */"],
])('%s: a right import passes', (path, source) => {
  expect(violations(path, source)).toEqual([]);
});

test('imports of every form are seen', () => {
  const source = `import a, { b } from 'one'; import * as c from "two"; import 'three';
    export { d } from 'four'; const e = import('five'); const f = require('six'); import type { G } from 'seven';`;
  expect(importedNames(source).sort()).toEqual(['five', 'four', 'one', 'seven', 'six', 'three', 'two']);
});
