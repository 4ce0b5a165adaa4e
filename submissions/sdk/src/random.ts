/**
 * Seeded random numbers (xoshiro128**, Blackman & Vigna 2018, seeded by splitmix32): the same seed gives the same sequence on
 * every platform. Not for cryptography.
 */
export class Random {
  private readonly state: Uint32Array;
  private taken = 0;

  constructor(seed: number) {
    let mix = seed >>> 0;
    this.state = Uint32Array.from({ length: 4 }, () => {
      mix = (mix + 0x9e3779b9) >>> 0;
      let z = mix;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return (z ^ (z >>> 15)) >>> 0;
    });
  }

  /** How many times 32 bits have been drawn. */
  get numbersTaken(): number {
    return this.taken;
  }

  /** Uniform integer in [0, 2^32). */
  uint32(): number {
    this.taken += 1;
    return this.next();
  }

  protected next(): number {
    const s = this.state;
    const [a, b, c, d] = [s[0]!, s[1]!, s[2]!, s[3]!];
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const c2 = c ^ a;
    const d2 = d ^ b;
    s[1] = b ^ c2;
    s[0] = a ^ d2;
    s[2] = c2 ^ (b << 9);
    s[3] = (d2 << 11) | (d2 >>> 21);
    return result;
  }

  /** Uniform in [0, 1), 53 bits. */
  uniform(low = 0, high = 1): number {
    const unit = ((this.uint32() >>> 5) * 67108864 + (this.uint32() >>> 6)) / 9007199254740992;
    return low + (high - low) * unit;
  }

  /** Uniform integer in [0, limit). @throws RangeError if limit is not a positive integer below 2^32. */
  integer(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > 0xffffffff)
      throw new RangeError(`limit ${limit}: expected a positive integer`);
    const bound = 0x100000000 - (0x100000000 % limit);
    let value = this.uint32();
    while (value >= bound) value = this.uint32();
    return value % limit;
  }

  /** Normal variate (Box–Muller). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** A random permutation of 0 … n−1 (Fisher–Yates). */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, index) => index);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  /** An independent generator for a named purpose, so that adding draws in one place does not shift another. */
  fork(purpose: string): Random {
    let hash = 0x811c9dc5;
    for (let i = 0; i < purpose.length; i++) hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193);
    return new Random((this.state[0]! ^ hash) >>> 0);
  }
}
