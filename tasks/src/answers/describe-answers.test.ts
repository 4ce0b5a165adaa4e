import { sampleSchema } from '@paretoboard/contract/samples.js';
import { allocate, elementCount, type NamedTensors } from '@paretoboard/contract/tensor.js';
import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import type { Answer, Item, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../formats/png.js';
import { loadTask, taskIds } from '../registry.js';
import { describeAnswers } from './describe-answers.js';
import { spreadItems } from './spread-items.js';

/** The answers that `answer` gives to the first test items of the surrogate. */
async function answered(module: TaskModule, items: number, answer: (item: Item) => NamedTensors): Promise<Answer[]> {
  const { test } = await openVariant(module, 'surrogate');
  return Array.from({ length: Math.min(items, test.items) }, (_, index) => {
    const item = test.read(index);
    return { index, item, outputs: answer(item) };
  });
}

function recordOf(module: TaskModule, answers: readonly Answer[]) {
  const { metrics } = module.score(answers);
  const track = module.definition.tracks[0]!.id;
  const variant = { id: 'surrogate' } as never;
  return { track, variant, metrics: Object.entries(metrics).map(([id, value]) => ({ id, perSeed: [value] })) as never };
}

function zeros(module: TaskModule, name: string): NamedTensors[string] {
  const { dtype, shape } = module.definition.outputs.find((output) => output.name === name)!;
  return { dtype, shape: shape as number[], data: allocate(dtype, elementCount(shape as number[])) };
}

it('names only fields that the task has', async () => {
  for (const { definition, samples } of await Promise.all(taskIds.map(loadTask))) {
    const fields = [...definition.inputs, ...definition.targets, ...definition.outputs].map(({ name }) => name);
    const { kind, ...named } = samples!;
    const { featureNames: _, ...plain } = { featureNames: null, ...named };
    const texts = JSON.stringify(plain).match(/(?<=:")[^"]+/g) ?? [];
    expect(fields, `${definition.id}, ${kind}`).toEqual(expect.arrayContaining(texts));
  }
});

it('spreads items evenly, each once', () => {
  expect(spreadItems(360, 8)).toEqual([22, 67, 112, 157, 202, 247, 292, 337]);
  expect(spreadItems(3, 8)).toEqual([0, 1, 2]);
});

describe('of a classification', () => {
  it('shows the spread items and the surest mistakes first', async () => {
    const module = await loadTask('enhanced-lenet5-traffic-sign');
    const answers = await answered(module, 40, (item) => {
      const logits = zeros(module, 'logits');
      const label = item.targets.label!.data[0]!;
      logits.data[label === 14 ? 17 : label] = label === 14 ? 9 : 3;
      return { logits };
    });
    const described = describeAnswers(recordOf(module, answers), module, [answers, answers], true);
    const stop = answers.filter(({ item }) => item.targets.label!.data[0] === 14);
    expect(stop.length).toBeGreaterThan(0);
    const at = (number: number) => described.classes!.classes.findIndex((one) => one.class === number);
    expect(described.classes!.matrix[at(14)]![at(17)]).toBe(2 * stop.length);
    const mistakes = described.samples.filter(({ why }) => why === 'mistake');
    expect(mistakes).toHaveLength(Math.min(4, stop.length));
    for (const sample of mistakes) {
      expect(sampleSchema.parse(sample)).toMatchObject({ kind: 'class', truth: 14, outcome: { correct: 0 } });
      if (sample.kind === 'class') expect(sample.answers[0]!.class).toBe(17);
    }
    const item = answers[described.samples[0]!.item]!.item.inputs.image!;
    expect(decodePng(described.pictures[`item-${described.samples[0]!.item}.png`]!).data).toEqual(item.data);
  });

  it('shows nothing where the labels are not those of the record, and no items where they may not be shown', async () => {
    const module = await loadTask('lighthart-kd-har');
    const answers = await answered(module, 30, () => ({ logits: zeros(module, 'logits') }));
    const record = recordOf(module, answers);
    const other = { ...record, metrics: [{ id: 'accuracy', perSeed: [99] }] as never };
    expect(describeAnswers(other, module, [answers], true)).toMatchObject({
      classes: null,
      samples: [],
      classesReason: expect.stringContaining('do not give the record’s figures (accuracy)'),
    });
    const hidden = describeAnswers(record, module, [answers], false);
    expect(hidden).toMatchObject({ samples: [], pictures: {}, classes: { tied: 30 } });
    const { samples } = describeAnswers(record, module, [answers], true);
    expect(sampleSchema.parse(samples[0])).toMatchObject({ input: { kind: 'signal' } });
  });
});

it('shows boxes in pixels of the picture that is shown', async () => {
  const module = await loadTask('yolov5-apple-picking');
  const answers = await answered(module, 2, (item) => {
    const [boxes, scores] = [zeros(module, 'boxes'), zeros(module, 'scores')];
    boxes.data.set(item.targets.boxes!.data.subarray(0, 4) as Float32Array);
    scores.data.set([0.75, 0.25]);
    return { boxes, scores };
  });
  const { samples, pictures } = describeAnswers(recordOf(module, answers), module, [answers], true);
  expect(samples).toHaveLength(2);
  for (const sample of samples.map((one) => sampleSchema.parse(one))) {
    if (sample.kind !== 'boxes') throw new TypeError(`${sample.kind}: expected boxes`);
    expect(sample.found).toEqual([{ box: sample.truth[0], score: 0.75 }]);
    const [width] = [answers[sample.item]!.item.inputs.image!.shape[1]!];
    expect(sample.truth[0]![0]).toBeCloseTo(
      (answers[sample.item]!.item.targets.boxes!.data[0]! * sample.picture.width) / width,
      0,
    );
    expect(decodePng(pictures[sample.picture.name]!)).toMatchObject({ width: sample.picture.width, channels: 3 });
  }
});

it('shows the slice with the most foreground of a volume', async () => {
  const module = await loadTask('swinhs-hippocampus');
  const answers = await answered(module, 1, (item) => {
    const mask = item.targets.mask!;
    return { probability: { dtype: 'float32', shape: mask.shape, data: Float32Array.from(mask.data) } };
  });
  const { samples, classesReason } = describeAnswers(recordOf(module, answers), module, [answers], true);
  const sample = sampleSchema.parse(samples[0]);
  if (sample.kind !== 'mask') throw new TypeError(`${sample.kind}: expected a mask`);
  expect(sample.truePixels).toBeGreaterThan(0);
  expect(sample).toMatchObject({ answeredPixels: sample.truePixels, commonPixels: sample.truePixels });
  expect(classesReason).toContain('no classes');
});

it('shows the same part of input, answer and reference', async () => {
  const module = await loadTask('alkdnet-super-resolution');
  const answers = await answered(module, 1, (item) => ({ image: item.targets.reference! }));
  const { samples, pictures } = describeAnswers(recordOf(module, answers), module, [answers], true);
  const sample = sampleSchema.parse(samples[0]);
  if (sample.kind !== 'restored') throw new TypeError(`${sample.kind}: expected a restored picture`);
  expect([sample.input.width, sample.answer.width, sample.reference.width]).toEqual([48, 96, 96]);
  expect(pictures[sample.answer.name]).toEqual(pictures[sample.reference.name]);
});

it('shows frames of a followed object, the first and the last in which it is there, with its overlap', async () => {
  const module = await loadTask('ddctrack');
  const answers = await answered(module, 1, (item) => {
    const boxes = Float32Array.from(item.targets.boxes!.data);
    const half = 4 * Math.floor(item.targets.visible!.data.length / 2);
    boxes.fill(0, half);
    return { boxes: { ...item.targets.boxes!, data: boxes } };
  });
  const { samples, pictures } = describeAnswers(recordOf(module, answers), module, [answers], true);
  const sample = sampleSchema.parse(samples[0]);
  if (sample.kind !== 'track') throw new TypeError(`${sample.kind}: expected a track`);
  const visible = answers[0]!.item.targets.visible!.data;
  const { frames } = answers[0]!.item.inputs;
  const last = sample.shown.at(-1)!;
  expect(last.frame).toBe(visible.lastIndexOf(1));
  const size = frames!.data.length / frames!.shape[0]!;
  expect(decodePng(pictures[last.picture.name]!).data).toEqual(
    frames!.data.slice(last.frame * size, (last.frame + 1) * size),
  );
  expect([sample.shown[0]!.overlap, last.overlap]).toEqual([1, 0]);
  expect(sample.meanOverlap).toBeGreaterThan(0.3);
  expect(sample.meanOverlap).toBeLessThan(0.7);
});

it('marks the hits of a ranked list, each once, and says what it lacks', async () => {
  const module = await loadTask('rlmultimodalrec-gated-fusion');
  const answers = await answered(module, 3, (item) => {
    const items = zeros(module, 'items');
    items.data.fill(item.targets.relevant!.data[0]!, 0, 2);
    items.data.set(
      Array.from({ length: 18 }, (_, rank) => 1e6 + rank),
      2,
    );
    return { items };
  });
  const { samples } = describeAnswers(recordOf(module, answers), module, [answers], true);
  for (const sample of samples.map((one) => sampleSchema.parse(one))) {
    if (sample.kind !== 'ranking') throw new TypeError(`${sample.kind}: expected a ranked list`);
    const relevant = [...answers[sample.item]!.item.targets.relevant!.data];
    expect(sample.ranked.slice(0, 3).map(({ hit }) => hit)).toEqual([true, false, false]);
    expect(sample.missed).toEqual(relevant.slice(1));
  }
});

it('shows what a model drew, and how far its reconstructions are off', async () => {
  const module = await loadTask('dp-svae');
  const answers = await answered(module, 12, (item) => {
    const levels = Float32Array.from(item.inputs.image!.data, (level) => level / 127.5 - 1);
    return { reconstruction: { ...zeros(module, 'reconstruction'), data: levels }, sample: zeros(module, 'sample') };
  });
  const { samples, pictures } = describeAnswers(recordOf(module, answers), module, [answers], true);
  const [drawn, pair] = samples.map((one) => sampleSchema.parse(one));
  expect(drawn).toMatchObject({ kind: 'drawn', drawn: 12, columns: 8, different: 1 });
  if (pair?.kind !== 'reconstructed') throw new TypeError(`${pair?.kind}: expected a reconstruction`);
  expect(pair.squaredError).toBeLessThan(1e-9);
  expect(pictures[pair.answer.name]).toEqual(pictures[pair.input.name]);
});
