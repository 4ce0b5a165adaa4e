import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeSandbox } from '../sandbox/probe.js';
import { blobsManifest } from './fixtures/blobs-manifest.js';
import { blobsTask } from './fixtures/blobs-task.js';
import { processSessions } from './process-sessions.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard wasm threads '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const levels = (['process', 'namespace'] as const).filter((level) => probeSandbox(level).available);

/** Loads a module whose number of parameters is what it found out. @param body of `load({ tf })`, which returns that number */
function found(level: (typeof levels)[number], runtime: string, body: string) {
  const entry = join(root, `entry-${runtime}-${level}.mjs`);
  writeFileSync(
    entry,
    `import { Worker } from 'node:worker_threads';
    export default { interaction: 'predict', train() {}, async load({ tf }) {
      const find = async () => { ${body} };
      return { parameters: await find(), predict() {} };
    } };`,
  );
  const { submission } = processSessions({
    submission: {
      manifest: blobsManifest('threads', 'entry.mjs'),
      folder: root,
      entry,
      digest: '0'.repeat(64),
      builtIn: false,
    },
    level,
    runtime,
    threads: 2,
    scratchFolder: root,
    budgets: blobsTask.definition.budgets,
  });
  const session = submission({ writableFolder: null, readableFolder: root, logFile: join(root, 'log.txt') });
  try {
    const { id } = blobsTask.definition;
    const asked = { task: id, track: 'plain', inputs: [], outputs: [], artefactFolder: root, threads: 2 };
    session.send({ type: 'load', interaction: 'predict', ...asked }, {});
    const { message } = session.receive(60_000, 'loadSeconds');
    return { message, threads: session.hello.runtime?.threads };
  } finally {
    session.close();
  }
}

describe.each(levels)('at level %s', (level) => {
  it('wasm has its threads, which multiply and convolve within the limits', () => {
    const sum = `return tf.tidy(() => {
      const product = tf.matMul(tf.ones([400, 300]), tf.ones([300, 400])).max().dataSync()[0];
      return product + tf.conv2d(tf.ones([4, 32, 32, 16]), tf.ones([3, 3, 16, 16]), 1, 'same').max().dataSync()[0];
    });`;
    expect(found(level, 'wasm', sum)).toEqual({
      message: { type: 'loaded', parameters: 300 + 9 * 16 },
      threads: 2,
    });
  });

  // What an implementation may measure is no secret, and not what decides: the clock that counts is in another process. So threads of ours give it nothing.
  it('a module has clocks and threads of its own, whatever the runtime', () => {
    const clocks = `
      const counted = new Int32Array(new SharedArrayBuffer(4));
      const source = "const { workerData } = require('node:worker_threads'); for (;;) Atomics.add(workerData, 0, 1);";
      const thread = new Worker(source, { eval: true, workerData: counted });
      const before = performance.now();
      while (Atomics.load(counted, 0) === 0) await new Promise((go) => setTimeout(go, 5));
      const began = Atomics.load(counted, 0);
      while (Atomics.load(counted, 0) === began);
      await thread.terminate();
      return performance.now() > before ? 1 : 0;`;
    expect(found(level, 'cpu', clocks)).toEqual({ message: { type: 'loaded', parameters: 1 }, threads: 1 });
  });
});
