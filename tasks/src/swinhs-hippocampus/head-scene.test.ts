import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { drawHead, type HeadScene, label, size } from './head-scene.js';

const scenes: HeadScene[] = Array.from({ length: 12 }, (_, index) => drawHead(new Random(4).fork(String(index))));

function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

describe('drawHead', () => {
  it('has a hippocampus of 1 to 6 % of the volume, with both parts', () => {
    for (const { labels } of scenes) {
      const share = labels.filter((value) => value > 0).length / labels.length;
      expect(share).toBeGreaterThan(0.01);
      expect(share).toBeLessThan(0.06);
      for (const part of [label.anterior, label.posterior]) expect(labels).toContain(part);
    }
  });

  it('gives it no grey level of its own: many other voxels are as dark', () => {
    for (const { grey, labels } of scenes) {
      const target = meanOf(grey.filter((_, voxel) => labels[voxel]! > 0));
      const near = grey.filter((value, voxel) => labels[voxel] === 0 && Math.abs(value - target) < 5).length;
      expect(near).toBeGreaterThan(2 * labels.filter((value) => value > 0).length);
    }
  });

  it('lays fluid, which is darker than all else, on it: two voxels above it along z, and not below', () => {
    const [, height, width] = size;
    const slice = height * width;
    let [above, below] = [0, 0];
    for (const { grey, labels } of scenes)
      for (const [voxel, value] of labels.entries()) {
        const dark = (at: number): number => Number(labels[at] === 0 && grey[at]! < 50);
        if (value === 0) continue;
        above += dark(voxel + 2 * slice);
        below += dark(voxel - 2 * slice);
      }
    expect(above).toBeGreaterThan(200);
    expect(below).toBeLessThan(above / 20);
  });

  it('is another head for another seed, and the same for the same', () => {
    const again = drawHead(new Random(4).fork('0'));
    expect(again).toEqual(scenes[0]);
    expect(scenes[1]!.labels).not.toEqual(scenes[0]!.labels);
  });
});
