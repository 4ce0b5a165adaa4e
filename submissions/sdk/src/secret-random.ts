import { type Cipher, createCipheriv, createHash } from 'node:crypto';
import { Random } from './random.js';

const blockBytes = 16_384;
const zeros = Buffer.alloc(blockBytes);

/**
 * Random numbers from a secret: AES-256 in counter mode, keyed by SHA-256 of the secret. The same secret gives the same sequence on every platform; whoever
 * sees numbers of it learns neither the secret nor any others, nor those of a fork. `Random` has 32 bits of state to find out by trying.
 */
export class SecretRandom extends Random {
  private readonly key: Buffer;
  private readonly cipher: Cipher;
  private block = Buffer.alloc(0);
  private used = 0;

  constructor(secret: string) {
    super(0);
    this.key = createHash('sha256').update(secret).digest();
    this.cipher = createCipheriv('aes-256-ctr', this.key, Buffer.alloc(16));
  }

  protected override next(): number {
    if (this.used === this.block.length) {
      this.block = this.cipher.update(zeros);
      this.used = 0;
    }
    this.used += 4;
    return this.block.readUInt32LE(this.used - 4);
  }

  override fork(purpose: string): Random {
    return new SecretRandom(`${this.key.toString('hex')} ${purpose}`);
  }
}

/** What a generator starts from: a public number, or a secret text. */
export type Seed = number | string;

/** The generator of a seed: of a number `Random`, of a text `SecretRandom`. */
export function randomOf(seed: Seed): Random {
  return typeof seed === 'number' ? new Random(seed) : new SecretRandom(seed);
}
