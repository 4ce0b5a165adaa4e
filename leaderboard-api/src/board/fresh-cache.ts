/** What was made, for which state of its sources, and when. */
interface Kept<Value> {
  readonly version: string;
  readonly madeAtMs: number;
  readonly value: Promise<Value>;
}

/**
 * Keeps what is dear to make until its sources change or it is too old. Requests that come while it is made wait for the same; what fails is not kept.
 * The least recently used go first.
 */
export class FreshCache<Value> {
  private readonly kept = new Map<string, Kept<Value>>();

  constructor(private readonly options: { readonly entries: number; readonly longestMs: number; now(): number }) {}

  /** @param version of the sources: another one makes it anew */
  get(key: string, version: string, make: () => Promise<Value>): Promise<Value> {
    const found = this.kept.get(key);
    const isFresh = found?.version === version && this.options.now() - found.madeAtMs < this.options.longestMs;
    const entry = isFresh ? found : this.make(key, version, make);
    this.kept.delete(key);
    this.kept.set(key, entry);
    if (this.kept.size > this.options.entries) this.kept.delete(this.kept.keys().next().value!);
    return entry.value;
  }

  private make(key: string, version: string, make: () => Promise<Value>): Kept<Value> {
    const entry = { version, madeAtMs: this.options.now(), value: make() };
    entry.value.catch(() => {
      if (this.kept.get(key) === entry) this.kept.delete(key);
    });
    return entry;
  }
}
