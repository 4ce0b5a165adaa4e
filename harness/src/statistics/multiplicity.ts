import { assertSample, SampleError, sortedSample } from './sample.js';

/** @throws SampleError on an empty family or a p outside [0, 1] */
function assertPs(ps: ArrayLike<number>): void {
  assertSample(ps);
  for (let index = 0; index < ps.length; index += 1) {
    if (!(ps[index]! >= 0 && ps[index]! <= 1)) throw new SampleError(`p ${index} is ${ps[index]}: expected [0, 1]`);
  }
}

/**
 * Holm's adjusted p-values (1979), in the order given: comparing them with α keeps the chance of any false rejection in the family at α, however the
 * tests depend on each other.
 * @throws SampleError
 */
export function holm(ps: readonly number[]): number[] {
  assertPs(ps);
  const order = ps.map((_, index) => index).sort((a, b) => ps[a]! - ps[b]!);
  const adjusted = new Array<number>(ps.length);
  let highest = 0;
  order.forEach((index, place) => {
    highest = Math.max(highest, Math.min(1, ps[index]! * (ps.length - place)));
    adjusted[index] = highest;
  });
  return adjusted;
}

/**
 * Simes' combined p-value (1986) of a family: small if one p is tiny or if many are small. Level α for independent and for positively dependent tests.
 * @throws SampleError
 */
export function simes(ps: ArrayLike<number>): number {
  assertPs(ps);
  const order = sortedSample(ps);
  let least = 1;
  order.forEach((p, place) => {
    least = Math.min(least, (p * order.length) / (place + 1));
  });
  return least;
}
