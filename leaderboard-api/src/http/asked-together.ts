/**
 * A reading that is the same for everybody and dear: those who ask while one is under way share the next. Nobody is answered by a reading that began before
 * they asked, and however many ask, one is made at a time.
 */
export class AskedTogether<Value> {
  private current: Promise<Value> | null = null;
  private next: Promise<Value> | null = null;

  constructor(private readonly read: () => Promise<Value>) {}

  /** Fails as the reading does, for all who share it; the next is made anew. */
  ask(): Promise<Value> {
    if (this.current === null) return this.begin();
    this.next ??= this.current
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        return this.begin();
      });
    return this.next;
  }

  private begin(): Promise<Value> {
    const reading = this.read().finally(() => {
      if (this.current === reading) this.current = null;
    });
    this.current = reading;
    return reading;
  }
}
