/**
 * How often it looks: some 80 µs. It must outlast the waking of a peer that sleeps on another core, there and back: once both are awake, neither goes to sleep
 * again between two quick answers.
 */
const looks = 160;
/** So many misses in a row, and it no longer looks. */
const patience = 8;
/** Reads until it tries again, doubled at each miss. */
const [firstPause, longestPause] = [16, 256];

/**
 * Looks for an answer for some time before the reader lets itself be put to sleep: waking takes longer than a quick answer does. It learns
 * whether that pays: where answers take longer, or the peer waits for this very core, it soon only tries now and then.
 */
export class BriefWatch {
  private misses = 0;
  private pause = 0;
  private readsLeft = 0;

  /** @param isReadable looks once; null: this machine cannot look */
  constructor(private readonly isReadable: () => boolean | null) {}

  /** Returns at the latest after so many looks. */
  wait(): void {
    if (this.readsLeft > 0) {
      this.readsLeft -= 1;
      return;
    }
    if (this.finds()) this.misses = this.pause = 0;
    else this.miss();
  }

  private finds(): boolean {
    for (let look = 0; look < looks; look++) {
      const found = this.isReadable();
      if (found === null) return false;
      if (found) return true;
    }
    return false;
  }

  private miss(): void {
    this.misses += 1;
    if (this.misses < patience) return;
    this.pause = Math.min(longestPause, Math.max(firstPause, 2 * this.pause));
    this.readsLeft = this.pause;
  }
}
