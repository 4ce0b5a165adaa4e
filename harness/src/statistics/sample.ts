/** Thrown by every statistic on input that has no answer: an empty sample, NaN, infinity. */
export class SampleError extends RangeError {
  override readonly name = 'SampleError';
}

/** @throws SampleError on fewer than `least` values or on a value that is not finite. */
export function assertSample(values: readonly number[], least = 1): void {
  if (values.length < least) throw new SampleError(`expected at least ${least} values, found ${values.length}`);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new SampleError(`value ${bad} is ${values[bad]}: expected finite numbers`);
}

/** Arithmetic mean. @throws SampleError */
export function mean(values: readonly number[]): number {
  assertSample(values);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample standard deviation (n − 1). @throws SampleError on fewer than two values */
export function standardDeviation(values: readonly number[]): number {
  assertSample(values, 2);
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/** A sorted copy, ascending. */
export function sorted(values: readonly number[]): number[] {
  return Array.from(Float64Array.from(values).sort());
}

/** Middle value; the mean of the two middle values for an even count. @throws SampleError */
export function median(values: readonly number[]): number {
  assertSample(values);
  const order = sorted(values);
  const middle = order.length >> 1;
  return order.length % 2 === 1 ? order[middle]! : (order[middle - 1]! + order[middle]!) / 2;
}
