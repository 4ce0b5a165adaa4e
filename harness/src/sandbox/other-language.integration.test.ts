import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SubmissionProcess } from './submission-process.js';

/** `npm test` needs Node and git only: the test runs where a Python 3 is, as it is on every machine that runs our native set-up. */
const python = ['/usr/bin/python3', '/usr/local/bin/python3', '/opt/homebrew/bin/python3'].find(
  (path) => existsSync(path) && spawnSync(path, ['-c', 'import mmap']).status === 0,
);
const speaker = fileURLToPath(new URL('./fixtures/speaker.py', import.meta.url));
const x = { name: 'x', dtype: 'float32' as const, shape: [4] };
const y = { name: 'y', dtype: 'float32' as const, shape: [] };
const label = { name: 'label', dtype: 'int32' as const, shape: [] };

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard python '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it.runIf(python).each([
  ['shared memory', 2 ** 23],
  ['frames only', 0],
])('a program of another language trains, loads and predicts, written from docs/wire.md (%s)', (name, sharedBytes) => {
  const artefactFolder = join(root, `artefact ${name}`);
  mkdirSync(artefactFolder);
  const running = SubmissionProcess.launch({
    level: 'process',
    command: [python!, speaker],
    workFolder: join(root, `work ${name}`),
    readOnlyPaths: [speaker],
    writablePaths: [artefactFolder],
    environment: {},
    limits: {
      memoryBytes: 2 ** 29,
      processes: 16,
      outputBytes: 2 ** 20,
      logBytes: 2 ** 20,
      diskBytes: 2 ** 26,
      scratchBytes: 2 ** 26,
    },
    logFile: join(root, `log ${name}`),
    sharedBytes,
    helloTimeoutMs: 15_000,
    cpuSet: null,
  });
  try {
    expect(running.hello.runtime).toMatchObject({ name: 'python' });
    running.send({
      type: 'train.begin',
      interaction: 'predict',
      task: 'sums',
      track: 'plain',
      seed: 1,
      inputs: [x],
      targets: [label],
      outputs: [y],
      splits: { train: 2, validation: 0 },
      budgets: { wallSeconds: 60, cpuSeconds: 60, rows: 100 },
      artefactFolder,
      threads: 1,
    });
    expect(running.receive(10_000).message).toEqual({ type: 'next', id: 1, split: 'train', items: 1000 });
    running.send(
      { type: 'rows', id: 1, items: 2, rowsLeft: 98 },
      {
        'input:x': { dtype: 'float32', shape: [2, 4], data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
        'target:label': { dtype: 'int32', shape: [2], data: Int32Array.of(-7, 9) },
      },
    );
    expect(running.receive(10_000).message).toMatchObject({ type: 'progress', values: { mean: 4.5 } });
    expect(running.receive(10_000).message).toMatchObject({ type: 'train.done', parameters: 1 });
    expect(JSON.parse(readFileSync(join(artefactFolder, 'mean.json'), 'utf8'))).toEqual({ mean: 4.5, label: -7 });
    running.send({
      type: 'load',
      interaction: 'predict',
      task: 'sums',
      track: 'plain',
      inputs: [x],
      outputs: [y],
      artefactFolder,
      threads: 1,
    });
    expect(running.receive(10_000).message).toEqual({ type: 'loaded', parameters: null });
    // 3 rows travel in the frame, 20,000 in shared memory, both ways.
    for (const [id, items] of [3, 20_000].entries()) {
      const data = Float32Array.from({ length: items * 4 }, (_, index) => (index % 13) - 6);
      const inputs = { x: { dtype: 'float32' as const, shape: [items, 4], data } };
      const { message, tensors } = running.exchange({ type: 'predict', id, items }, inputs, 10_000);
      expect(message).toMatchObject({ type: 'outputs', id });
      expect((message as { tensors: { where: string }[] }).tensors[0]!.where).toBe(
        items === 3 || sharedBytes === 0 ? 'frame' : 'shared',
      );
      const sums = Array.from({ length: items }, (_, row) =>
        data.subarray(row * 4, row * 4 + 4).reduce((a, b) => a + b, 0),
      );
      expect([...tensors.y!.data]).toEqual(sums);
    }
    expect(() => running.exchange({ type: 'generate.sample', id: 9, items: 1 }, {}, 10_000)).toThrow(
      expect.objectContaining({ code: 'submission-error' }),
    );
  } finally {
    running.close();
  }
});
