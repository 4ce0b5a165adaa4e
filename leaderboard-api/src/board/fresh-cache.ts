/** The version of what is made from published records, which never change: one for ever. */
export const published = 'published';

/** What was made, and for which state of its sources. */
interface Kept<Value> {
  readonly version: string;
  readonly value: Promise<Value>;
  /** The value, once it is there: who need not wait for it loses no turn. */
  readonly made: { value: Value } | null;
}

/**
 * Keeps what is dear to make until its sources change. Requests that come while it is made wait for the same; what fails is not kept.
 * The least recently used go first.
 */
export class FreshCache<Value> {
  private readonly kept = new Map<string, Kept<Value>>();

  /** @param mostEntries that are kept at a time */
  constructor(private readonly mostEntries: number) {}

  /** What `get` would give without making it. */
  ready(key: string, version: string): Value | undefined {
    const found = this.kept.get(key);
    return found?.version === version ? found.made?.value : undefined;
  }

  /** @param version of the sources: another one makes it anew */
  get(key: string, version: string, make: () => Promise<Value>): Promise<Value> {
    const found = this.kept.get(key);
    const entry = found?.version === version ? found : this.make(key, version, make);
    this.kept.delete(key);
    this.kept.set(key, entry);
    if (this.kept.size > this.mostEntries) this.kept.delete(this.kept.keys().next().value!);
    return entry.value;
  }

  private make(key: string, version: string, make: () => Promise<Value>): Kept<Value> {
    const entry: Kept<Value> & { made: { value: Value } | null } = {
      version,
      value: make(),
      made: null,
    };
    entry.value.then(
      (value) => {
        entry.made = { value };
      },
      () => {
        if (this.kept.get(key) === entry) this.kept.delete(key);
      },
    );
    return entry;
  }
}
