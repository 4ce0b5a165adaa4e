import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import {
  chanceSlack,
  isOfPresent,
  primaryMetric,
  taskDefinitionSchema,
  trainingRows,
} from '@paretoboard/contract/task.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { dataSet } from '@paretoboard/harness/data/catalogue.js';
import { digestOfFolder } from '@paretoboard/harness/records/digest.js';
import { itemOf, stack } from '@paretoboard/harness/run/batch.js';
import { itemMisfits, tensorMisfits } from '@paretoboard/harness/task/item-misfits.js';
import type { Answer, LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTask, taskIds, UnknownTaskError } from './registry.js';

/** What several tasks read and write their data with, what is shown of answers, and what a manifest says of a task. */
const sharedFolders = ['answers', 'black-boxes', 'formats', 'geometry', 'images', 'manifest', 'testing'];
const sources = fileURLToPath(new URL('.', import.meta.url));
const folders = readdirSync(sources, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !sharedFolders.includes(entry.name))
  .map((entry) => entry.name);

const requiredFiles = [
  'task.ts',
  'definition.ts',
  'claims.ts',
  'reader.ts',
  'surrogate.ts',
  'surrogate.sha256',
  'score.ts',
  'README.md',
];
const requiredHeadings = ['Problem', 'Method', 'Data', 'Protocol', 'Ambiguities', 'Surrogate', 'Settings tried'];

function nullAnswer({ definition }: TaskModule, data: LoadedData, index: number): Answer {
  const item = data.test.read(index);
  const inputs = stack([item.inputs], Object.keys(item.inputs));
  return { index, item, outputs: itemOf(nullOutputs(definition.outputs, 1, inputs), 0) };
}

/** To compare a video entry by entry takes a test runner a minute. */
function digestOf(tensors: NamedTensors): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(tensors).sort()) {
    const { dtype, shape, data } = tensors[name]!;
    hash.update(`${name} ${dtype} ${shape.join(' ')}\n`);
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}

describe('the registry', () => {
  it('knows every folder of a task, and no other', () => {
    expect([...taskIds].sort()).toEqual(folders.sort());
  });

  it('names the right ids to whoever asks for a wrong one', async () => {
    await expect(loadTask('no-such-task')).rejects.toThrow(UnknownTaskError);
    await expect(loadTask('no-such-task')).rejects.toThrow(taskIds[0]);
  });
});

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

  it('has no place left to fill', () => {
    const own = [join(sources, id), join(sources, '../../baselines/src', id)];
    const files = own.flatMap((at) => readdirSync(at).map((name) => join(at, name)));
    const unfilled = files.filter((file) => /\.(ts|md)$/.test(file) && readFileSync(file, 'utf8').includes('FILL:'));
    expect(unfilled).toEqual([]);
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
    const rowFields = trainingRows(task.definition).inputs.map((input) => input.name);
    for (const track of tracks) {
      expect(rowFields).toEqual(expect.arrayContaining(track.trainingInputs));
      expect(fields).toEqual(expect.arrayContaining(track.testInputs));
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

  /** On every machine. Other bytes are another data set, and need another `surrogateVersion`. */
  it('has a surrogate of the bytes that stand in surrogate.sha256', () => {
    const written = readFileSync(join(sources, id, 'surrogate.sha256'), 'utf8');
    expect(written).toBe(`${digestOfFolder(folder).digest}  v${task.surrogateVersion}\n`);
  });

  it('reads its surrogate through the same reader: every split has items that fit the definition', () => {
    for (const split of ['train', 'validation', 'test'] as const) {
      expect(data[split].items).toBeGreaterThan(0);
      for (const index of [0, data[split].items - 1]) {
        const item = data[split].read(index);
        expect(itemMisfits(item, split, task.definition)).toEqual([]);
      }
    }
  });

  it('has the constants that its definition declares', () => {
    expect(tensorMisfits(data.constants ?? {}, task.definition.constants)).toEqual([]);
  });

  it('perturbs a test input into another of the same kind, by seed', () => {
    const { inputs } = data.test.read(0);
    const names = task.definition.tracks.flatMap((track) => track.testInputs);
    const specs = task.definition.inputs.filter((spec) => names.includes(spec.name));
    expect(tensorMisfits(task.perturb(inputs, 1), specs)).toEqual([]);
    expect(digestOf(task.perturb(inputs, 1))).toEqual(digestOf(task.perturb(inputs, 1)));
    expect(digestOf(task.perturb(inputs, 1))).not.toEqual(digestOf(inputs));
  });

  it('puts a null submission at chance, within 5 % of the scale', () => {
    const answers = Array.from({ length: data.test.items }, (_, index) => nullAnswer(task, data, index));
    const metric = primaryMetric(task.definition);
    const value = task.score(answers).metrics[metric.id]!;
    expect(Math.abs(value - task.definition.chance)).toBeLessThan(chanceSlack(task.definition));
  });

  it('says per item what its metrics from items need', () => {
    const answers = [0, data.test.items - 1].map((index) => nullAnswer(task, data, index));
    const { outcomes } = task.score(answers);
    expect(outcomes).toHaveLength(2);
    for (const { fromItems } of task.definition.metrics) {
      if (!fromItems) continue;
      const having = outcomes.filter((outcome) => typeof outcome[fromItems.outcome] === 'number').length;
      expect(having).toBeGreaterThanOrEqual(isOfPresent(fromItems) ? 1 : 2);
    }
  });
});
