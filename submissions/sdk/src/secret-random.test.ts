import { describe, expect, it } from 'vitest';
import { Random } from './random.js';
import { randomOf, SecretRandom } from './secret-random.js';

const numbers = (random: Random, count = 4): number[] => Array.from({ length: count }, () => random.uint32());

describe('SecretRandom', () => {
  it('gives the same sequence for the same secret on every platform', () => {
    // AES-256-CTR with key SHA-256("secret") and counter 0, little-endian: openssl enc -aes-256-ctr over zeros.
    expect(numbers(new SecretRandom('secret'))).toEqual([1_619_557_475, 3_827_751_884, 872_956_222, 2_001_945_835]);
    expect(numbers(new SecretRandom('secret'), 9_000).at(-1)).toBe(numbers(new SecretRandom('secret'), 9_000).at(-1));
    expect(numbers(new SecretRandom('Secret'))).not.toEqual(numbers(new SecretRandom('secret')));
  });

  it('forks by secret and purpose, however many numbers were drawn', () => {
    const drawn = new SecretRandom('secret');
    numbers(drawn, 100);
    const fork = numbers(new SecretRandom('secret').fork('train'));
    expect(numbers(drawn.fork('train'))).toEqual(fork);
    expect(numbers(drawn.fork('test'))).not.toEqual(fork);
    expect(numbers(new SecretRandom('other').fork('train'))).not.toEqual(fork);
    expect(drawn.fork('train')).toBeInstanceOf(SecretRandom);
  });

  it('draws as Random does: uniform, counted', () => {
    const random = new SecretRandom('secret');
    const drawn = Array.from({ length: 20_000 }, () => random.uniform());
    expect(random.numbersTaken).toBe(40_000);
    expect(drawn.reduce((sum, one) => sum + one, 0) / drawn.length).toBeCloseTo(0.5, 2);
    expect(new Set(random.permutation(50)).size).toBe(50);
  });
});

describe('randomOf', () => {
  it('is Random for a number, so that nothing that was published changes, and SecretRandom for a text', () => {
    expect(numbers(randomOf(7))).toEqual(numbers(new Random(7)));
    expect(randomOf('7')).toBeInstanceOf(SecretRandom);
  });
});
