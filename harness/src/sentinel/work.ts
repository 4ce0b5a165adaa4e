import { createHash } from 'node:crypto';

/** Sizes of the work; changing any changes the digest, and with it what later runs can be compared with. */
const sizes = { matrix: 96, picture: 32, inputChannels: 8, outputChannels: 8, copiedBytes: 4 * 2 ** 20 } as const;

/** A fixed pattern in [−1, 1): the same numbers on every machine. */
function pattern(length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => ((index * 7_919) % 2_000) / 1_000 - 1);
}

/** [n, n] × [n, n], row major. */
function multiply(a: Float32Array, b: Float32Array, out: Float32Array, n: number): void {
  out.fill(0);
  for (let row = 0; row < n; row++)
    for (let inner = 0; inner < n; inner++) {
      const factor = a[row * n + inner]!;
      for (let column = 0; column < n; column++) out[row * n + column]! += factor * b[inner * n + column]!;
    }
}

/** 3×3 convolution without padding: [size, size, from] → [size − 2, size − 2, to]. */
function convolve(
  picture: Float32Array,
  filter: Float32Array,
  out: Float32Array,
  size: number,
  from: number,
  to: number,
): void {
  out.fill(0);
  for (let y = 0; y < size - 2; y++)
    for (let x = 0; x < size - 2; x++)
      for (let tap = 0; tap < 9; tap++)
        for (let channel = 0; channel < from; channel++) {
          const value = picture[((y + Math.floor(tap / 3)) * size + x + (tap % 3)) * from + channel]!;
          for (let target = 0; target < to; target++)
            out[(y * (size - 2) + x) * to + target]! += value * filter[(tap * from + channel) * to + target]!;
        }
}

/**
 * A fixed amount of computing, cache traffic and memory traffic on one core, in plain JavaScript: no runtime, task or data set can change it.
 * @returns the work; each call does the same and returns the same checksum
 */
export function sentinelWork(): () => number {
  const { matrix, picture, inputChannels, outputChannels, copiedBytes } = sizes;
  const [a, b, product] = [pattern(matrix ** 2), pattern(matrix ** 2), new Float32Array(matrix ** 2)];
  const image = pattern(picture ** 2 * inputChannels);
  const filter = pattern(9 * inputChannels * outputChannels);
  const features = new Float32Array((picture - 2) ** 2 * outputChannels);
  const [source, target] = [new Uint8Array(copiedBytes).fill(1), new Uint8Array(copiedBytes)];
  return () => {
    multiply(a, b, product, matrix);
    convolve(image, filter, features, picture, inputChannels, outputChannels);
    target.set(source);
    return product[0]! + features[0]! + target[copiedBytes - 1]!;
  };
}

/** What has to be equal for two sentinels to be comparable: the work, and the engine that executes it. */
export function sentinelDigest(): string {
  const engine = { node: process.version, v8: process.versions.v8, architecture: process.arch };
  const work = [pattern, multiply, convolve, sentinelWork].map(String);
  return createHash('sha256')
    .update(JSON.stringify({ version: 1, sizes, engine, work }))
    .digest('hex');
}
