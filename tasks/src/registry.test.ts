import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { primaryMetric, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { elementCount, type NamedTensors, type TensorSpec } from '@paretoboard/contract/tensor.js';
import { dataSet } from '@paretoboard/harness/data/catalogue.js';
import { nullOutputs } from '@paretoboard/harness/host/null-submission.js';
import type { LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTask, taskIds, UnknownTaskError } from './registry.js';

const sources = fileURLToPath(new URL('.', import.meta.url));
const folders = readdirSync(sources, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const requiredFiles = ['task.ts', 'definition.ts', 'claims.ts', 'reader.ts', 'surrogate.ts', 'score.ts', 'README.md'];
const requiredHeadings = ['Problem', 'Method', 'Data', 'Protocol', 'Ambiguities', 'Surrogate', 'Settings tried'];

describe('the registry', () => {
  it('knows every folder of a task, and no other', () => {
    expect([...taskIds].sort()).toEqual(folders.sort());
  });

  it('names the right ids to whoever asks for a wrong one', async () => {
    await expect(loadTask('no-such-task')).rejects.toThrow(UnknownTaskError);
    await expect(loadTask('no-such-task')).rejects.toThrow(taskIds[0]);
  });
});

/** Names, dtypes and shapes of an item, for the fields that are asked for. */
function misfits(tensors: NamedTensors, specs: readonly TensorSpec[]): string[] {
  return specs.flatMap(({ name, dtype, shape }) => {
    const tensor = tensors[name];
    if (!tensor) return [`no ${name}`];
    const fits =
      tensor.dtype === dtype &&
      tensor.shape.length === shape.length &&
      shape.every((size, axis) => size === null || size === tensor.shape[axis]) &&
      tensor.data.length === elementCount(tensor.shape);
    return fits ? [] : [`${name}: ${tensor.dtype} [${tensor.shape}] of ${tensor.data.length} values`];
  });
}

describe.each(taskIds.map((id) => [id]))('%s', (id) => {
  let task: TaskModule;
  let folder: string;
  let data: LoadedData;
  beforeAll(async () => {
    task = await loadTask(id);
    folder = await mkdtemp(join(tmpdir(), `${id} `));
    await task.generateSurrogate(folder, task.surrogateSeed);
    data = await task.open({ folder, variant: 'surrogate' });
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(requiredFiles)('has %s', (file) => {
    expect(existsSync(join(sources, id, file))).toBe(true);
  });

  it('has a README with every part', () => {
    const headings = readFileSync(join(sources, id, 'README.md'), 'utf8').match(/^## .+$/gm) ?? [];
    expect(headings).toEqual(expect.arrayContaining(requiredHeadings.map((heading) => `## ${heading}`)));
  });

  it('has a definition of its own name that the schema accepts', () => {
    expect(taskDefinitionSchema.parse(task.definition)).toEqual(task.definition);
    expect(task.definition.id).toBe(id);
  });

  it('refers only to what it defines', () => {
    const { metrics, tracks, inputs, claims, qualityBar } = task.definition;
    const metricIds = metrics.map((metric) => metric.id);
    const trackIds = tracks.map((track) => track.id);
    const fields = inputs.map((input) => input.name);
    for (const track of tracks) {
      expect(fields).toEqual(expect.arrayContaining([...track.trainingInputs, ...track.testInputs]));
    }
    expect(metricIds).toEqual(expect.arrayContaining(claims.map((claim) => claim.metric)));
    expect(trackIds).toEqual(expect.arrayContaining(claims.flatMap((claim) => claim.track ?? [])));
    expect(qualityBar.metric).toBe(primaryMetric(task.definition).id);
    for (const list of [metricIds, trackIds, fields, task.definition.budgets.map((budget) => budget.id)])
      expect(new Set(list).size).toBe(list.length);
  });

  it('has claims with a table, about data that a variant has', () => {
    const { claims, variants } = task.definition;
    expect(claims.length).toBeGreaterThan(0);
    expect(variants.map((variant) => variant.dataset)).toEqual(
      expect.arrayContaining([...new Set(claims.filter((claim) => claim.submission).map((claim) => claim.dataset))]),
    );
  });

  it('has one surrogate, and other variants that the data store knows', () => {
    const { variants } = task.definition;
    expect(variants.filter((variant) => variant.relation === 'surrogate').map((variant) => variant.id)).toEqual([
      'surrogate',
    ]);
    const unknown = variants.filter((variant) => variant.relation !== 'surrogate' && !dataSet(variant.dataset));
    expect(unknown).toEqual([]);
  });

  it('reads its surrogate through the same reader: every split has items that fit the definition', () => {
    const { inputs, targets } = task.definition;
    for (const split of ['train', 'validation', 'test'] as const) {
      expect(data[split].items).toBeGreaterThan(0);
      for (const index of [0, data[split].items - 1]) {
        const item = data[split].read(index);
        expect([...misfits(item.inputs, inputs), ...misfits(item.targets, targets)]).toEqual([]);
      }
    }
  });

  it('perturbs a test input into another of the same kind, by seed', () => {
    const { inputs } = data.test.read(0);
    const names = task.definition.tracks.flatMap((track) => track.testInputs);
    const specs = task.definition.inputs.filter((spec) => names.includes(spec.name));
    expect(misfits(task.perturb(inputs, 1), specs)).toEqual([]);
    expect(task.perturb(inputs, 1)).toEqual(task.perturb(inputs, 1));
    expect(task.perturb(inputs, 1)).not.toEqual(inputs);
  });

  it('puts a null submission at chance, within 5 % of the scale', () => {
    const answers = Array.from({ length: data.test.items }, (_, index) => {
      const outputs = nullOutputs(task.definition.outputs, 1);
      const perItem = Object.entries(outputs).map(([name, tensor]) => [
        name,
        { ...tensor, shape: tensor.shape.slice(1) },
      ]);
      return { index, item: data.test.read(index), outputs: Object.fromEntries(perItem) };
    });
    const metric = primaryMetric(task.definition);
    const scale = metric.unit === '%' ? 100 : 1;
    const value = task.score(answers).metrics[metric.id]!;
    expect(Math.abs(value - task.definition.chance)).toBeLessThan(0.05 * scale);
  });

  it('says per item what its metrics from items need', () => {
    const answers = [0, 1].map((index) => ({
      index,
      item: data.test.read(index),
      outputs: Object.fromEntries(
        Object.entries(nullOutputs(task.definition.outputs, 1)).map(([name, tensor]) => [
          name,
          { ...tensor, shape: tensor.shape.slice(1) },
        ]),
      ),
    }));
    const { outcomes } = task.score(answers);
    expect(outcomes).toHaveLength(2);
    for (const { fromItems } of task.definition.metrics)
      if (fromItems) expect(outcomes[0]![fromItems.outcome]).toBeTypeOf('number');
  });
});
