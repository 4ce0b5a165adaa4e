import { sampleSchema } from '@paretoboard/contract/samples.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { expect, it } from 'vitest';
import { decodePng } from '../formats/png.js';
import { Album } from './album.js';
import { clipSamples } from './clip-samples.js';

const fields = { kind: 'clip', frames: 'frames', channel: 2, label: 'abnormal', score: 'score' } as const;

function clip(name: string, from: number, scores: readonly number[], labels: readonly number[]): Answer[] {
  return scores.map((score, frame) => ({
    index: from + frame,
    item: {
      inputs: { frames: { dtype: 'uint8', shape: [1, 1, 3], data: Uint8Array.of(1, 2, 10 + frame) } },
      targets: { abnormal: { dtype: 'int32', shape: [], data: Int32Array.of(labels[frame]!) } },
      attributes: {},
      group: name,
    },
    outputs: { score: { dtype: 'float32', shape: [], data: Float32Array.of(score) } },
  }));
}

it('shows the scores of a clip over its abnormal stretches, and the frame with the largest', () => {
  const answers = [...clip('a', 0, [1, 4, 2, 9, 3], [0, 1, 1, 0, 1]), ...clip('b', 5, [1, 1], [0, 0])];
  const album = new Album();
  const score = { metrics: {}, counts: {}, outcomes: answers.map(() => ({ placement: 0.5 })) };
  const samples = clipSamples(answers, score, fields, album).map((sample) => sampleSchema.parse(sample));
  expect(samples).toMatchObject([
    {
      clip: 'a',
      item: 3,
      frames: 5,
      abnormal: [
        { from: 1, to: 2 },
        { from: 4, to: 4 },
      ],
      meanNormal: 5,
      meanAbnormal: 3,
      // Of six pairs the abnormal frame has the higher score in three.
      auc: 0.5,
      peak: { frame: 3, score: 9, isAbnormal: false },
    },
    { clip: 'b', auc: null, meanAbnormal: null, abnormal: [] },
  ]);
  expect([...decodePng(album.pictures['item-3.png']!).data]).toEqual([13]);
});

it('keeps a single frame that stands out of a long clip', () => {
  const scores = Array.from({ length: 1_000 }, (_, frame) => (frame === 777 ? 5 : 0));
  const answers = clip(
    'long',
    0,
    scores,
    scores.map(() => 0),
  );
  const score = { metrics: {}, counts: {}, outcomes: answers.map(() => ({})) };
  const [sample] = clipSamples(answers, score, fields, new Album());
  expect(sample!.scores).toHaveLength(120);
  expect(sample!.scores.filter(({ score: value }) => value > 0)).toEqual([{ frame: 777, score: 5 }]);
});
