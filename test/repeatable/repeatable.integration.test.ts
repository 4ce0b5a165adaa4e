import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findNativeLibrary } from '@paretoboard/harness/runtimes/native-library.js';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const training = ['test/repeatable/one.mjs', 'enhanced-lenet5-traffic-sign', 'enhanced-lenet5-traffic-sign', '64'];

/** Augmented, with dropout, its steps compiled. `npm run test:repeatable` has the other papers' methods. */
it.skipIf(!findNativeLibrary())('a training with one thread and one seed ends in the same bytes', async () => {
  const [first, second] = [await run(process.execPath, training), await run(process.execPath, training)];
  expect(JSON.parse(first.stdout)).toMatchObject({
    ok: true,
    steps: 80,
    artefactSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(second.stdout).toBe(first.stdout);
});
