import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { conditionOn, drawRows, fitDiscreteNormal } from './discrete-normal.js';

const levels = Uint8Array.of(2, 5, 4);
const codes = Uint8Array.of(0, 1, 0, 1, 3, 1, 0, 2, 3, 1, 4, 2, 1, 2, 3, 0, 0, 0);
const normal = fitDiscreteNormal({ codes, items: 6, features: 3 }, levels);
const nothing = new Uint8Array(3);

describe('a multivariate normal over codes', () => {
  it('has the mean and covariance of the rows', () => {
    expect([...normal.mean]).toEqual([0.5, 2, 1.5].map((value) => expect.closeTo(value, 12)));
    // Sum of squares (10) over five; products of the first two features: (−0.5)(−1 + 0 − 2) + 0.5 (1 + 2 + 0) = 3.
    expect(normal.covariance[4]).toBeCloseTo(10 / 5, 5);
    expect(normal.covariance[1]).toBeCloseTo(3 / 5, 12);
    expect(() => fitDiscreteNormal({ codes: nothing, items: 1, features: 3 }, levels)).toThrow(RangeError);
  });

  it('is itself where nothing is held', () => {
    const free = conditionOn(normal, nothing, nothing);
    expect([...free.mean]).toEqual([...normal.mean]);
    const product = free.factor[3]! * free.factor[0]!;
    expect(product).toBeCloseTo(normal.covariance[3]!, 12);
  });

  it('follows the textbook where one feature is held', () => {
    const { free, mean, factor } = conditionOn(normal, Uint8Array.of(0, 1, 0), Uint8Array.of(0, 4, 0));
    const [a, b, c] = [normal.covariance[1]!, normal.covariance[4]!, normal.covariance[7]!];
    expect(free).toEqual([0, 2]);
    expect(mean[0]).toBeCloseTo(0.5 + (a / b) * 2, 10);
    expect(mean[1]).toBeCloseTo(1.5 + (c / b) * 2, 10);
    expect(factor[0]! ** 2).toBeCloseTo(normal.covariance[0]! - a ** 2 / b, 10);
  });

  it('draws rows with held codes exactly and the others among their codes', () => {
    const random = new Random(1);
    const instance = Uint8Array.of(1, 3, 2);
    const held = conditionOn(normal, Uint8Array.of(1, 0, 1), instance);
    const drawn = drawRows(held, levels, instance, 500, () => random.normal());
    for (let row = 0; row < 500; row++) {
      expect([drawn[3 * row], drawn[3 * row + 2]]).toEqual([1, 2]);
      expect(drawn[3 * row + 1]).toBeLessThan(5);
    }
    expect(new Set(drawn.filter((_, at) => at % 3 === 1)).size).toBeGreaterThan(2);
    const whole = conditionOn(normal, Uint8Array.of(1, 1, 1), instance);
    expect([...drawRows(whole, levels, instance, 1, () => random.normal())]).toEqual([...instance]);
  });
});
