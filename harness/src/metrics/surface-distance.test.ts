import { describe, expect, it } from 'vitest';
import { averageSymmetricSurfaceDistance, hausdorff, hausdorff95, surfaceDistances } from './surface-distance.js';

describe('distances between surfaces', () => {
  it('are 0 between equal masks', () => {
    const mask = [0, 1, 1, 0, 0, 0];
    const distances = surfaceDistances(mask, mask, [1, 2, 3], [1, 1, 1]);
    expect([hausdorff, hausdorff95, averageSymmetricSurfaceDistance].map((of) => of(distances))).toEqual([0, 0, 0]);
  });

  it('take the largest of both ways as the Hausdorff distance, whichever is the prediction', () => {
    const [one, three] = [
      [1, 0, 0, 0, 0],
      [1, 0, 0, 1, 0],
    ];
    for (const [a, b] of [
      [one, three],
      [three, one],
    ] as const)
      expect(hausdorff(surfaceDistances(a, b, [1, 1, 5], [1, 1, 0.5]))).toBe(1.5);
  });
});
