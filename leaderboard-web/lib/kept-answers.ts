import type { Loaded } from './api-failure';

/** What the API sent, with the tag by which it says whether it is still so. */
interface Kept {
  tag: string;
  /** Characters of its JSON; 0 until they have come. */
  size: number;
  value: Promise<Loaded<unknown>>;
}

/** What the API answered: that what is held still stands, or something else, or a failure. */
export type TaggedAnswer<Value> =
  | { kind: 'held' }
  | { kind: 'sent'; tag: string | null; read(): Promise<{ value: Loaded<Value>; size: number }>; drop(): void }
  | { kind: 'failed'; failure: Extract<Loaded<Value>, { ok: false }> };

/**
 * Answers as they were last taken apart, by address; what one address answers with is always of one type. Each is asked for by its tag every time, so that none
 * is older than its question; taken apart again is what has changed. Those asked for longest ago go first when all together pass `mostCharacters` of JSON; the
 * last one stays whatever its size. Who gets an answer shares it with others and leaves it as it is.
 */
export class KeptAnswers {
  /** In the order in which they were last asked for. */
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly mostCharacters: number) {}

  /**
   * @param ask the API, on behalf of who holds the answer of `tag`; null: nobody holds one
   * @param current the tag of what stands, where the API has just told it: who holds that need not ask
   */
  async load<Value>(
    address: string,
    ask: (tag: string | null) => Promise<TaggedAnswer<Value>>,
    current?: string,
  ): Promise<Loaded<Value>> {
    const held = this.kept.get(address);
    if (held && held.tag === current) return this.shared(address, held);
    const answer = await ask(held?.tag ?? null);
    if (answer.kind === 'failed') return answer.failure;
    if (answer.kind === 'sent') return this.take(address, answer);
    if (!held) throw new Error(`nothing is held of ${address}, and nothing was sent`);
    return this.shared(address, held);
  }

  private shared<Value>(address: string, held: Kept): Promise<Loaded<Value>> {
    if (this.kept.get(address) === held) {
      this.kept.delete(address);
      this.kept.set(address, held);
    }
    return held.value as Promise<Loaded<Value>>;
  }

  private take<Value>(address: string, answer: Extract<TaggedAnswer<Value>, { kind: 'sent' }>): Promise<Loaded<Value>> {
    const { tag } = answer;
    if (tag === null) return answer.read().then(({ value }) => value);
    const current = this.kept.get(address);
    if (current?.tag === tag) {
      // Somebody else asked at the same time: it is being taken apart already.
      answer.drop();
      return current.value as Promise<Loaded<Value>>;
    }
    const taken = answer.read();
    const value = taken.then((read) => read.value);
    const kept: Kept = { tag, size: 0, value };
    this.kept.delete(address);
    this.kept.set(address, kept);
    void taken.then((read) => (read.value.ok ? this.weigh(kept, read.size) : this.forget(address, kept)));
    return value;
  }

  private forget(address: string, failed: Kept): void {
    if (this.kept.get(address) === failed) this.kept.delete(address);
  }

  private weigh(kept: Kept, size: number): void {
    kept.size = size;
    let all = [...this.kept.values()].reduce((sum, each) => sum + each.size, 0);
    for (const [address, each] of this.kept) {
      if (all <= this.mostCharacters || this.kept.size === 1) return;
      this.kept.delete(address);
      all -= each.size;
    }
  }
}
