import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { difficulties, frameHeight, frameWidth, generateVideo, type VideoFrame } from './video.js';

const frames = 24;
const videos = new Map(difficulties.map((kind) => [kind, [...generateVideo(new Random(5), kind, frames)]]));
const of = (kind: (typeof difficulties)[number]): VideoFrame[] => videos.get(kind)!;

function steps(video: readonly VideoFrame[]): number[] {
  return video.slice(1).map(({ box }, at) => Math.hypot(box[0] - video[at]!.box[0], box[1] - video[at]!.box[1]));
}

function sides(video: readonly VideoFrame[]): number[] {
  return video.map(({ box }) => Math.max(box[2], box[3]));
}

function brightness({ pixels }: VideoFrame): number {
  return pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const range = (values: readonly number[]): number => Math.max(...values) / Math.min(...values);

describe('generated videos', () => {
  it.each(difficulties)('%s: every frame has the whole target in it', (kind) => {
    for (const { pixels, box } of of(kind)) {
      const [left, top, width, height] = box;
      expect(pixels.length).toBe(frameWidth * frameHeight * 3);
      expect(Math.min(left, top, frameWidth - left - width, frameHeight - top - height)).toBeGreaterThanOrEqual(0);
      expect(Math.min(width, height)).toBeGreaterThan(3);
    }
  });

  it('fast motion is faster, low resolution smaller, scale varies more, light changes', () => {
    expect(mean(steps(of('fast-motion')))).toBeGreaterThan(1.8 * mean(steps(of('clean'))));
    expect(Math.max(...sides(of('low-resolution')))).toBeLessThan(Math.min(...sides(of('clean'))));
    expect(range(sides(of('scale-variation')))).toBeGreaterThan(1.3 * range(sides(of('clean'))));
    expect(range(of('illumination').map(brightness))).toBeGreaterThan(1.3);
  });

  it('the occluder hides part of the target in the middle of the sequence', () => {
    const [left, top, width, height] = of('partial-occlusion')[frames / 2]!.box;
    const row = Math.round(top + height / 2);
    const { pixels } = of('partial-occlusion')[frames / 2]!;
    const strip = Array.from(
      { length: Math.floor(width * 0.4) },
      (_, at) => pixels[3 * (row * frameWidth + Math.ceil(left) + at)]!,
    );
    expect(Math.max(...strip) - Math.min(...strip)).toBeLessThan(8);
  });
});
