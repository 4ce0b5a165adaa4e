import type { Random } from '@paretoboard/sdk/random.js';

/** A function of a place in voxels. */
export type Field = (x: number, y: number, z: number) => number;

const waves = 6;

/**
 * A smooth random function with values about in [−1, 1]: a sum of plane waves.
 * @param shortest wavelength in voxels; the longest is three times as long
 */
export function smoothField(random: Random, shortest: number): Field {
  const parts = Array.from({ length: waves }, () => {
    const direction = [random.normal(), random.normal(), random.normal()];
    const length = Math.hypot(...direction);
    const frequency = (2 * Math.PI) / random.uniform(shortest, 3 * shortest);
    const [kx, ky, kz] = direction.map((value) => (value / length) * frequency) as [number, number, number];
    return { kx, ky, kz, phase: random.uniform(0, 2 * Math.PI) };
  });
  return (x, y, z) => {
    let sum = 0;
    for (const { kx, ky, kz, phase } of parts) sum += Math.sin(kx * x + ky * y + kz * z + phase);
    return Math.max(-1, Math.min(1, (1.6 * sum) / waves));
  };
}
