import type { Board } from '@paretoboard/contract/board.js';
import type { Loaded } from './api-failure';

/** A board that the API sent, with the tag by which it says whether the board is still so. */
interface Kept {
  tag: string;
  /** Characters of its JSON; 0 until they have come. */
  size: number;
  board: Promise<Loaded<Board>>;
}

/** What the API answered: that what is held still stands, or another board, or a failure. */
export type BoardAnswer =
  | { kind: 'held' }
  | { kind: 'sent'; tag: string | null; read(): Promise<{ board: Loaded<Board>; size: number }>; drop(): void }
  | { kind: 'failed'; failure: Extract<Loaded<Board>, { ok: false }> };

/**
 * Boards as they were last taken apart, by address. Each is asked for by its tag every time, so that none is older than its question; taken apart again
 * is what has changed. Those asked for longest ago go first when all together pass `mostCharacters` of JSON; the last one stays whatever its size.
 * Who gets a board shares it with others and leaves it as it is.
 */
export class KeptBoards {
  /** In the order in which they were last asked for. */
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly mostCharacters: number) {}

  /** @param ask the API, on behalf of who holds the board of `tag`; null: nobody holds one */
  async load(address: string, ask: (tag: string | null) => Promise<BoardAnswer>): Promise<Loaded<Board>> {
    const held = this.kept.get(address);
    const answer = await ask(held?.tag ?? null);
    if (answer.kind === 'failed') return answer.failure;
    if (answer.kind === 'sent') return this.take(address, answer);
    if (!held) throw new Error(`nothing is held of ${address}, and nothing was sent`);
    this.touch(address, held);
    return held.board;
  }

  private take(address: string, answer: Extract<BoardAnswer, { kind: 'sent' }>): Promise<Loaded<Board>> {
    const { tag } = answer;
    if (tag === null) return answer.read().then(({ board }) => board);
    const current = this.kept.get(address);
    if (current?.tag === tag) {
      // Somebody else asked at the same time: it is being taken apart already.
      answer.drop();
      return current.board;
    }
    const taken = answer.read();
    const kept: Kept = { tag, size: 0, board: taken.then(({ board }) => board) };
    this.kept.delete(address);
    this.kept.set(address, kept);
    void taken.then(({ board, size }) => (board.ok ? this.weigh(kept, size) : this.forget(address, kept)));
    return kept.board;
  }

  private touch(address: string, held: Kept): void {
    if (this.kept.get(address) !== held) return;
    this.kept.delete(address);
    this.kept.set(address, held);
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
