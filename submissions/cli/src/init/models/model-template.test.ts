import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectModelSubmission } from '@paretoboard/harness/model/inspect-submission.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSubmission } from '../write-submission.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'model-template-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe.each(['onnx', 'tfjs-model'] as const)('a new submission of kind %s', (kind) => {
  it.each(taskIds)('fits every track of %s, where a model alone can answer it', async (id) => {
    const { definition: task } = await loadTask(id);
    for (const track of task.tracks) {
      const folder = join(root, track.id);
      const written = writeSubmission({ task, track, name: 'mine', folder }, kind);
      if (task.interaction === 'explain') {
        await expect(written).rejects.toThrow(/cannot ask/);
        continue;
      }
      await written;
      const artefactFolder = join(folder, 'model');
      const model = kind === 'onnx' ? 'model.onnx' : 'model.json';
      const inputs = task.inputs.filter(({ name }) => track.testInputs.includes(name));
      const submission = { kind, artefactFolder, model, pipeline: 'pipeline.json' };
      const face = { inputs, outputs: task.outputs };
      expect(await inspectModelSubmission(submission, task.interaction, face)).toEqual([]);
    }
  });
});

it('writes the same bytes each time', async () => {
  const { definition: task } = await loadTask('enhanced-lenet5-traffic-sign');
  const { digestOfFolder } = await import('@paretoboard/harness/records/digest.js');
  const digests = [];
  for (const name of ['first', 'second']) {
    const folder = join(root, name);
    await writeSubmission({ task, track: task.tracks[0]!, name: 'mine', folder }, 'onnx');
    digests.push(digestOfFolder(folder).digest);
  }
  expect(digests[0]).toBe(digests[1]);
});
