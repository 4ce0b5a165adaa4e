import { trackingScore } from '@paretoboard/harness/metrics/tracking.js';
import { Random } from '@paretoboard/sdk/random.js';
import { difficulties, frameHeight, frameWidth, generateVideo } from '@paretoboard/tasks/ddctrack/video.js';
import { describe, expect, it } from 'vitest';
import { exampleBatch } from './examples.js';
import type { Box, Frame } from './frame.js';
import type { ImageBatch } from './network.js';
import { full, small, wordsPerBox } from './settings.js';
import { WordTracker } from './word-tracker.js';
import { wordsOf } from './words.js';

interface Video {
  readonly frames: readonly Frame[];
  readonly boxes: readonly Box[];
}

const videos: Video[] = difficulties.map((difficulty) => {
  const video = [...generateVideo(new Random(8), difficulty, 42)];
  return {
    frames: video.map(({ pixels }) => ({ width: frameWidth, height: frameHeight, data: pixels })),
    boxes: video.map(({ box }) => box),
  };
});

/** Follows a video with a reader that knows the right words, as far as bins can say them. */
function success({ frames, boxes }: Video, bins: number, misread = 0): number {
  let at = 0;
  const random = new Random(4);
  const tracker = new WordTracker({ ...small.network, bins }, true, (_batch, region) => {
    const logits = new Float32Array(wordsPerBox * bins);
    for (const [word, value] of wordsOf(boxes[at]!, region, bins).entries()) {
      const wrong = word < 2 ? Math.round(random.normal(0, misread) * bins) : 0;
      logits[word * bins + Math.max(0, Math.min(bins - 1, value + wrong))] = 20;
    }
    return logits;
  });
  tracker.begin(frames[0]!, boxes[0]!);
  const answers: Box[] = [];
  for (at = 1; at < frames.length; at++) answers.push(tracker.step(frames[at]!));
  return 100 * trackingScore(answers, boxes.slice(1), 10).success;
}

describe('with a reader that knows the right words', () => {
  it.each(difficulties.map((name, at) => [name, videos[at]!] as const))('%s is followed to its end', (name, video) => {
    // 20 of 21 thresholds are what a perfect tracker reaches; bins cost half of one on either side, and the fastest leave the search region between two frames.
    expect(success(video, full.network.bins)).toBeGreaterThan(name === 'fast-motion' ? 85 : 95);
    expect(success(video, small.network.bins)).toBeGreaterThan(name === 'fast-motion' ? 75 : 85);
  });

  it('words that are a little wrong are not followed into the distance', () => {
    for (const video of videos) expect(success(video, small.network.bins, 1 / 64)).toBeGreaterThan(65);
  });
});

describe('training examples and the tracker', () => {
  const { frames } = videos[0]!;
  const picture = ({ data }: Frame) => ({ dtype: 'uint8' as const, shape: [1, frameHeight, frameWidth, 3], data });
  const tensor = (rows: readonly Box[]) => ({
    dtype: 'float32' as const,
    shape: [1, rows.length, 4],
    data: Float32Array.from(rows.flat()),
  });

  it('cut the same crops and spell the same words', () => {
    const [before, now]: Box[] = [
      [60, 50, 16, 12],
      [63, 48, 17, 12],
    ];
    const inputs = {
      firstFrame: picture(frames[0]!),
      firstBox: tensor([before!]),
      history: tensor(new Array<Box>(5).fill(before!)),
      frame: picture(frames[1]!),
    };
    const rows = { items: 1, inputs, targets: { box: tensor([now!]) }, attributes: [] };
    const exact = { ...small.training, jitter: { move: 0, scale: 0 }, isDisguised: false };
    const { words, ...example } = exampleBatch(rows, [{ row: 0, marked: 0 }], small.network, exact, new Random(1));
    const asked: ImageBatch[] = [];
    const tracker = new WordTracker(small.network, false, (batch) => {
      asked.push(batch);
      const logits = new Float32Array(wordsPerBox * small.network.bins);
      for (const [word, value] of words.entries()) logits[word * small.network.bins + value] = 20;
      return logits;
    });
    tracker.begin(frames[0]!, before!);
    const answer = tracker.step(frames[1]!);
    expect(asked).toEqual([example]);
    // The example's words, read by the tracker, are the example's box to half a bin of a region 4 roots of the area wide.
    const bin = (4 * Math.sqrt(16 * 12)) / small.network.bins;
    for (const [at, value] of answer.entries()) expect(Math.abs(value - now![at]!)).toBeLessThanOrEqual(bin);
  });
});
