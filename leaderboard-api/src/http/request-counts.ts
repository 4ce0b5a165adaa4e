/** What is counted of one address. */
export interface Count {
  /** Requests in this window, this one included. */
  current: number;
  /** Until the window ends, in ms. */
  ttl: number;
}

interface Kept extends Count {
  begunMs: number;
}

/** Counts by key, each in windows that begin with its first request; the least recently counted keys go first. */
export class RequestCounts {
  private readonly kept = new Map<string, Kept>();

  /** @param entries keys that are counted at the same time */
  constructor(private readonly entries: number) {}

  /** @returns null, and counts nothing, where `max` were counted already */
  countUpTo(key: string, windowMs: number, max: number): Count | null {
    const found = this.kept.get(key);
    if (found && found.begunMs + windowMs > Date.now() && found.current >= max) return null;
    return this.count(key, windowMs);
  }

  count(key: string, windowMs: number): Count {
    const nowMs = Date.now();
    const found = this.kept.get(key);
    const isOver = !found || found.begunMs + windowMs <= nowMs;
    const kept: Kept = isOver ? { current: 0, ttl: windowMs, begunMs: nowMs } : found;
    kept.current += 1;
    kept.ttl = windowMs - (nowMs - kept.begunMs);
    this.kept.delete(key);
    this.kept.set(key, kept);
    if (this.kept.size > this.entries) this.kept.delete(this.kept.keys().next().value!);
    return kept;
  }
}
