import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { describe, expect, it } from 'vitest';
import { mostApples, mostDetections } from './definition.js';
import { score } from './score.js';

type Row = readonly [left: number, top: number, width: number, height: number];

function answer(index: number, truths: readonly Row[], found: readonly (readonly [...Row, score: number])[]): Answer {
  const [boxes, detected] = [new Float32Array(4 * mostApples), new Float32Array(4 * mostDetections)];
  const scores = new Float32Array(mostDetections);
  for (const [row, box] of truths.entries()) boxes.set(box, 4 * row);
  for (const [row, [left, top, width, height, sureness]] of found.entries()) {
    detected.set([left, top, width, height], 4 * row);
    scores[row] = sureness;
  }
  return {
    index,
    item: {
      inputs: {},
      targets: {
        boxes: { dtype: 'float32', shape: [mostApples, 4], data: boxes },
        count: { dtype: 'int32', shape: [], data: Int32Array.of(truths.length) },
      },
      attributes: {},
      group: String(index),
    },
    outputs: {
      boxes: { dtype: 'float32', shape: [mostDetections, 4], data: detected },
      scores: { dtype: 'float32', shape: [mostDetections], data: scores },
    },
  };
}

const [a, b, c]: [Row, Row, Row] = [
  [0, 0, 10, 10],
  [50, 50, 10, 10],
  [5, 5, 20, 20],
];

describe('detections of apples', () => {
  it('are judged by overlap and confidence, by hand', () => {
    // Sure: a hit and a false alarm; less sure than 0.5: a hit. Three apples, ranked hit, miss, hit.
    const answers = [
      answer(
        0,
        [a, b],
        [
          [...a, 0.9],
          [100, 100, 5, 5, 0.8],
          [...b, 0.3],
        ],
      ),
      answer(1, [c], []),
    ];
    const { metrics, outcomes } = score(answers);
    expect(metrics.precision).toBeCloseTo(50, 9);
    expect(metrics.recall).toBeCloseTo(100 / 3, 9);
    expect(outcomes).toEqual([{ countError: 0 }, { countError: 1 }]);
    expect(metrics['count-mae']).toBe(0.5);
    // Recalls 0 … 0.33 (34 of 101 points) at precision 1, up to 0.66 (33 more) at 2/3.
    expect(metrics.ap50).toBeCloseTo((100 * (34 + (33 * 2) / 3)) / 101, 9);
    expect(metrics['ap50-95']).toBeCloseTo(metrics.ap50!, 9);
  });

  it('leave precision out where nothing is sure enough, and are worth nothing where all rows are empty', () => {
    expect(score([answer(0, [a], [])])).toEqual({
      metrics: { ap50: 0, 'ap50-95': 0, recall: 0, 'count-mae': 1 },
      counts: {},
      outcomes: [{ countError: 1 }],
    });
  });

  it('refuse what is no number, and nothing at all', () => {
    expect(() => score([answer(0, [a], [[...a, Number.NaN]])])).toThrow('finite');
    expect(() => score([])).toThrow('no answers');
  });
});
