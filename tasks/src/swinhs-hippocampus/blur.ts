/** Sizes along z, y, x. */
type Sizes = readonly [number, number, number];

function kernelOf(deviation: number): Float64Array {
  const reach = Math.ceil(3 * deviation);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-0.5 * ((at - reach) / deviation) ** 2),
  );
  const sum = kernel.reduce((total, value) => total + value, 0);
  return kernel.map((value) => value / sum);
}

function alongAxis(values: Float64Array, size: number, stride: number, kernel: Float64Array): Float64Array {
  const reach = (kernel.length - 1) / 2;
  const result = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const place = Math.floor(index / stride) % size;
    let sum = 0;
    for (let tap = -reach; tap <= reach; tap++) {
      const from = Math.max(0, Math.min(size - 1, place + tap));
      sum += kernel[tap + reach]! * values[index + (from - place) * stride]!;
    }
    result[index] = sum;
  }
  return result;
}

/** Gaussian blur of a volume, edges repeated. @param deviation in voxels */
export function blur(values: Float64Array, [depth, height, width]: Sizes, deviation: number): Float64Array {
  const kernel = kernelOf(deviation);
  const alongX = alongAxis(values, width, 1, kernel);
  const alongY = alongAxis(alongX, height, width, kernel);
  return alongAxis(alongY, depth, width * height, kernel);
}
