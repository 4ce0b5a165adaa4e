import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findNativeLibrary } from '../runtimes/native-library.js';
import { blobsManifest } from './fixtures/blobs-manifest.js';
import { blobsTask } from './fixtures/blobs-task.js';
import { processSessions } from './process-sessions.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard threads '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it.skipIf(findNativeLibrary() === null)(
  'opens the runtime with as few threads as the manifest asks for, and trains with all',
  () => {
    const entry = join(root, 'entry.mjs');
    writeFileSync(entry, `export default { interaction: 'predict', train() {}, load() {} };`);
    const manifest = { ...blobsManifest('few', 'entry.mjs'), threads: 1 };
    const { submission } = processSessions({
      submission: { manifest, folder: root, entry, digest: '0'.repeat(64), builtIn: false },
      level: 'process',
      runtime: 'tensorflow',
      threads: 3,
      scratchFolder: root,
      budgets: blobsTask.definition.budgets,
    });
    const threadsOf = (writableFolder: string | null): number | null | undefined => {
      const session = submission({ writableFolder, readableFolder: null, logFile: join(root, 'log.txt') });
      session.close();
      return session.hello.runtime?.threads;
    };
    expect({ answering: threadsOf(null), training: threadsOf(root) }).toEqual({ answering: 1, training: 3 });
  },
);
