/** Tensors of random data, as the wire has them. */
export function normal(random, shape) {
  const size = shape.reduce((product, length) => product * length, 1);
  return { dtype: 'float32', shape, data: Float32Array.from({ length: size }, () => random.normal()) };
}

/** Whole numbers from 0 to below `limit`. */
export function integers(random, shape, limit) {
  const size = shape.reduce((product, length) => product * length, 1);
  return { dtype: 'int32', shape, data: Int32Array.from({ length: size }, () => random.integer(limit)) };
}
